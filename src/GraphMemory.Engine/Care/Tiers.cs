using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Care;

/// <summary>Something that was marked, and is still there.</summary>
/// <param name="Fact">Null for an entity.</param>
public sealed record Marked(Mark Mark, string Entity, NamedFact? Fact);

/// <summary>How many standing facts are in each tier, pinned, or about to expire, and what was marked by name.</summary>
public sealed record TierReport(int Core, int Working, int Archive, int Pinned, int Expiring, Found<Marked> Marked);

internal static class TierSurvey
{
    public static TierReport Run(IWorkspaceRead read, int countMax)
    {
        var marks = MarkSet.Of(read);
        var (tiers, pinned, expiring) = (new int[3], 0, 0);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return; }
            tiers[(int)marks.TierOf(row.Id, row.SubjectId)]++;
            if (marks.IsPinned(row.Id, row.SubjectId)) { pinned++; }
            else if (marks.Find(row.Id)?.ExpiresAtMs is not null || marks.Find(row.SubjectId)?.ExpiresAtMs is not null) { expiring++; }
        });
        var names = new FactNames(read);
        var live = marks.Marks.OrderByDescending(mark => mark.Seq).Select(mark => Shape(read, names, mark)).OfType<Marked>();
        return new TierReport(tiers[(int)Tier.Core], tiers[(int)Tier.Working], tiers[(int)Tier.Archive], pinned, expiring, Found<Marked>.Of(live, countMax));
    }

    private static Marked? Shape(IWorkspaceRead read, FactNames names, Mark mark)
    {
        if (mark is { Tier: null, IsPinned: false, ExpiresAtMs: null }) { return null; }
        if (mark.IsEntity) { return names.Entity(mark.SubjectId) is { IsLive: true } entity ? new Marked(mark, entity.Name, null) : null; }
        return read.Fact(mark.SubjectId) is { IsLive: true } fact && names.Named(fact) is var named ? new Marked(mark, named.Subject, named) : null;
    }
}
