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
        var marks = new Queue<Mark>(read.MarksAfter(0));
        var revisions = new Queue<Revision>(read.Revisions(long.MaxValue, int.MaxValue).Reverse());
        for (var after = 0L; after < read.Workspace.HeadSeq; after += StretchSeqs)
        {
            var to = Math.Min(after + StretchSeqs, read.Workspace.HeadSeq);
            yield return new HistoryStretch(
                after, to, read.Workspace.LogStartSeq,
                after == 0 ? [.. read.Predicates()] : [],
                [.. read.Entities(after, StretchSeqs).TakeWhile(entity => entity.Id <= to)],
                Facts(read, after, to),
                Until(conflicts, conflict => conflict.LaterId, to),
                Events(read, after, to))
            {
                Marks = Until(marks, mark => mark.Seq, to),
                Revisions = Until(revisions, revision => revision.Id, to),
            };
        }
    }

    private static ImmutableArray<Fact> Facts(IWorkspaceRead read, long after, long to)
    {
        var ids = new List<long>();
        read.VisitFacts(after, to, (in FactRow row) => ids.Add(row.Id));
        return [.. ids.Select(id => read.Fact(id)!)];
    }

    private static ImmutableArray<T> Until<T>(Queue<T> rows, Func<T, long> seqOf, long to)
    {
        var taken = ImmutableArray.CreateBuilder<T>();
        while (rows.TryPeek(out var next) && seqOf(next) <= to) { taken.Add(rows.Dequeue()); }
        return taken.ToImmutable();
    }

    private static ImmutableArray<LogEvent> Events(IWorkspaceRead read, long after, long to) =>
        [.. read.Log(after, StretchSeqs).Where(item => item.Seq <= to)];
}
