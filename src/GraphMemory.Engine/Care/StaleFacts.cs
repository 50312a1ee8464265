using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Care;

public enum StaleReason
{
    /// <summary>Its valid time is over.</summary>
    Over,
    /// <summary>A standing fact declares to correct it.</summary>
    Corrected,
    /// <summary>It is part of an open conflict.</summary>
    Contradicted,
    /// <summary>The file that it comes from is gone.</summary>
    FileGone,
    /// <summary>Nobody recorded anything about its entity for long.</summary>
    Old,
}

/// <summary>A standing fact that may be true no longer.</summary>
public sealed record StaleFact(NamedFact Fact, StaleReason Reason);

/// <summary>What counts as stale.</summary>
/// <param name="QuietBeforeMs">Facts of entities about which nothing was recorded since this instant; null looks at no age.</param>
/// <param name="IsGone">Tells whether a file is there no more, for the caller knows the disk; null looks at no file.</param>
public sealed record StaleRule(long NowMs, long? QuietBeforeMs, Func<string, bool>? IsGone);

internal static class StaleSearch
{
    /// <summary>The surest reasons first; of one reason the oldest facts first. What is pinned, in the core or in the archive is left alone.</summary>
    public static Found<StaleFact> Run(IWorkspaceRead read, StaleRule rule, int countMax)
    {
        var marks = MarkSet.Of(read);
        var (newest, corrected) = Survey(read);
        var contradicted = read.Conflicts(openOnly: true, int.MaxValue).SelectMany(conflict => (long[])[conflict.EarlierId, conflict.LaterId]).ToHashSet();
        var files = new Dictionary<int, bool>();
        var found = new List<(StaleReason Reason, long Id)>();
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return; }
            if (marks.IsPinned(row.Id, row.SubjectId) || marks.TierOf(row.Id, row.SubjectId) != Tier.Working) { return; }
            StaleReason? reason =
                row.Valid.ToMs <= rule.NowMs ? StaleReason.Over
                : corrected.Contains(row.Id) ? StaleReason.Corrected
                : contradicted.Contains(row.Id) ? StaleReason.Contradicted
                : IsFileGone(read, rule, row.ProvenanceId, files) ? StaleReason.FileGone
                : newest.GetValueOrDefault(row.SubjectId) < rule.QuietBeforeMs ? StaleReason.Old
                : null;
            if (reason is { } why) { found.Add((why, row.Id)); }
        });
        var names = new FactNames(read);
        return new Found<StaleFact>(
            [.. found.Order().Take(countMax).Select(item => new StaleFact(names.Named(read.Fact(item.Id)!), item.Reason))], found.Count);
    }

    /// <summary>When something was last recorded about each entity, and what standing facts declare to correct.</summary>
    private static (Dictionary<long, long> Newest, HashSet<long> Corrected) Survey(IWorkspaceRead read)
    {
        var (newest, corrected) = (new Dictionary<long, long>(), new HashSet<long>());
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0) { return; }
            newest[row.SubjectId] = row.RecordedAtMs;
            if (row.SupersedesId != 0) { corrected.Add(row.SupersedesId); }
        });
        return (newest, corrected);
    }

    private static bool IsFileGone(IWorkspaceRead read, StaleRule rule, int provenanceId, Dictionary<int, bool> files)
    {
        if (rule.IsGone is null || provenanceId == 0) { return false; }
        if (!files.TryGetValue(provenanceId, out var isGone))
        {
            files[provenanceId] = isGone = read.Provenance(provenanceId).File is { Length: > 0 } file && rule.IsGone(file);
        }

        return isGone;
    }
}
