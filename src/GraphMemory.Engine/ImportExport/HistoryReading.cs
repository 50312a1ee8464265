using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>Reads the history of a workspace stretch by stretch, inside one consistent read.</summary>
public static class HistoryReading
{
    /// <summary>Positions in one stretch: large enough to be fast, small enough that a restore lets other writers in between.</summary>
    public const int StretchSeqs = 5_000;

    public static IEnumerable<HistoryStretch> Of(IWorkspaceRead read)
    {
        var conflicts = new Queue<Conflict>(read.Conflicts(openOnly: false, int.MaxValue));
        for (var after = 0L; after < read.Workspace.HeadSeq; after += StretchSeqs)
        {
            var to = Math.Min(after + StretchSeqs, read.Workspace.HeadSeq);
            yield return new HistoryStretch(
                after, to, read.Workspace.LogStartSeq,
                after == 0 ? [.. read.Predicates()] : [],
                [.. read.Entities(after, StretchSeqs).TakeWhile(entity => entity.Id <= to)],
                Facts(read, after, to),
                Until(conflicts, to),
                Events(read, after, to));
        }
    }

    private static ImmutableArray<Fact> Facts(IWorkspaceRead read, long after, long to)
    {
        var ids = new List<long>();
        read.VisitFacts(after, to, (in FactRow row) => ids.Add(row.Id));
        return [.. ids.Select(id => read.Fact(id)!)];
    }

    private static ImmutableArray<Conflict> Until(Queue<Conflict> conflicts, long to)
    {
        var taken = ImmutableArray.CreateBuilder<Conflict>();
        while (conflicts.TryPeek(out var next) && next.LaterId <= to) { taken.Add(conflicts.Dequeue()); }
        return taken.ToImmutable();
    }

    private static ImmutableArray<LogEvent> Events(IWorkspaceRead read, long after, long to) =>
        [.. read.Log(after, StretchSeqs).Where(item => item.Seq <= to)];
}
