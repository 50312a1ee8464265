using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Workspaces;

/// <summary>Reads a source for a merge, stretch by stretch.</summary>
internal static class MergeReading
{
    /// <summary>Log positions in one transaction of the target: others get their turn after about 50 ms.</summary>
    public const int StretchSeqs = 1_000;

    public static SourceStretch Stretch(IWorkspaceRead read, long after, IReadOnlyList<SourceEnding> endings)
    {
        var to = Math.Min(after + StretchSeqs, read.Workspace.HeadSeq);
        var ids = new List<long>();
        read.VisitFacts(after, to, (in FactRow row) => ids.Add(row.Id));
        ImmutableArray<Fact> facts = [.. ids.Select(id => read.Fact(id)).OfType<Fact>()];
        var ends = facts.SelectMany(fact => fact.Statement.ObjectId is { } target ? [fact.Statement.SubjectId, target] : (long[])[fact.Statement.SubjectId]);
        var born = read.Entities(after, StretchSeqs).Where(entity => entity.Id <= to);
        return new SourceStretch(
            read.Workspace.Id, read.Workspace.Name, after, to, [.. read.Predicates()],
            ends.Distinct().Select(id => read.Entity(id)).OfType<Entity>().Concat(born).DistinctBy(entity => entity.Id).ToImmutableDictionary(entity => entity.Id),
            facts, [.. endings.Where(ending => ending.Seq > after && ending.Seq <= to)],
            [.. read.MarksAfter(after).Where(mark => mark.Seq <= to)]);
    }

    /// <summary>Everything that ended after a position.</summary>
    public static List<SourceEnding> Endings(IWorkspaceRead read, long after)
    {
        var endings = read.FactsClosedAfter(after).Select(closed => new SourceEnding(closed.SupersededSeq, closed.FactId, IsEntity: false)).ToList();
        read.VisitEntities(0, read.Workspace.HeadSeq, (in EntityRow row) =>
        {
            if (row.DeletedSeq > after) { endings.Add(new SourceEnding(row.DeletedSeq, row.Id, IsEntity: true)); }
        });
        return endings;
    }

    /// <summary>What a merge from here on would do, read from both sides.</summary>
    public static MergeReport Preview(IWorkspaceRead source, IWorkspaceRead? target, long after)
    {
        var report = MergeReport.Empty with { Seq = source.Workspace.HeadSeq };
        source.VisitEntities(after, source.Workspace.HeadSeq, (in EntityRow row) =>
        {
            if (row.DeletedSeq != 0) { return; }
            report = target?.FindEntity(System.Text.Encoding.UTF8.GetString(row.NameUtf8)) is null
                ? report with { Entities = report.Entities + 1 }
                : report with { Joined = report.Joined + 1 };
        });
        source.VisitFacts(after, source.Workspace.HeadSeq, (in FactRow row) =>
            report = report with { Facts = report.Facts + 1, Closed = report.Closed + (row.SupersededSeq == 0 ? 0 : 1) });
        return report;
    }
}
