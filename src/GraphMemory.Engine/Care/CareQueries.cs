using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>A revision with the names of what it is about.</summary>
/// <param name="AtMs">When it was made; null when nothing of it is left to tell.</param>
public sealed record NamedRevision(Revision Revision, string From, string Into, long? AtMs);

/// <summary>What could be put in order in a memory. Nothing here changes it.</summary>
public sealed class CareQueries(IGraphStore store)
{
    /// <summary>Similarity from which two things count as one, unless the caller says otherwise.</summary>
    public const double ThresholdDefault = 0.8;

    public const int CountMax = 10_000;

    public Found<DuplicateEntities> DuplicateEntities(long workspaceId, double threshold, int countMax) =>
        store.Read(workspaceId, read => DuplicateSearch.Entities(read, threshold, Bounded(countMax)));

    public Found<DuplicateObservations> DuplicateObservations(long workspaceId, double threshold, int countMax) => store.Read(workspaceId, read =>
        Found<DuplicateObservations>.Of(
            new SimilarObservations(read, threshold).Run().OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Keep.Fact.Id).ThenBy(pair => pair.Forget.Fact.Id),
            Bounded(countMax)));

    public Found<Orphan> Orphans(long workspaceId, int countMax) => store.Read(workspaceId, read => OrphanSearch.Run(read, Bounded(countMax)));

    public Found<StaleFact> Stale(long workspaceId, StaleRule rule, int countMax) =>
        store.Read(workspaceId, read => StaleSearch.Run(read, rule, Bounded(countMax)));

    public TagReport Tags(long workspaceId, int countMax) => store.Read(workspaceId, read => TagSearch.Run(read, Bounded(countMax)));

    public TierReport Tiers(long workspaceId, int countMax) => store.Read(workspaceId, read => TierSurvey.Run(read, Bounded(countMax)));

    public ForgetPlan Plan(long workspaceId, ForgetRule rule) => store.Read(workspaceId, read => ForgetPlan.Of(read, rule));

    /// <summary>Merges, forgettings and renamed tags, the newest first.</summary>
    public ImmutableArray<NamedRevision> History(long workspaceId, int countMax) => store.Read(workspaceId, read =>
        read.Revisions(long.MaxValue, Bounded(countMax)).Select(revision => new NamedRevision(
            revision, NameOf(read, revision.SubjectId), NameOf(read, revision.ObjectId),
            read.Log(revision.Id - 1, 1) is [var item] && item.Seq == revision.Id ? item.AtMs : null)).ToImmutableArray());

    private static string NameOf(IWorkspaceRead read, long entityId) => entityId == 0 ? "" : read.Entity(entityId)?.Name ?? "";

    private static int Bounded(int countMax) => Math.Clamp(countMax, 0, CountMax);
}
