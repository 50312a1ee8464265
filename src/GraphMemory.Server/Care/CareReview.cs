using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Graph;

namespace GraphMemory.Server.Care;

/// <summary>All that could be put in order in a workspace, found at once.</summary>
internal sealed record CareReview(
    Found<DuplicateEntities> Entities, Found<DuplicateObservations> Observations, Found<ConflictView> Conflicts, Found<StaleFact> Stale, Found<Orphan> Orphans,
    TagReport Tags, TierReport Tiers)
{
    public static CareReview Of(CareQueries care, GraphQueries queries, long workspaceId, double threshold, StaleRule stale, int countMax)
    {
        var conflicts = queries.Conflicts(workspaceId, openOnly: true, countMax);
        return new(
            care.DuplicateEntities(workspaceId, threshold, countMax), care.DuplicateObservations(workspaceId, threshold, countMax),
            new Found<ConflictView>(conflicts, conflicts.Length), care.Stale(workspaceId, stale, countMax), care.Orphans(workspaceId, countMax),
            care.Tags(workspaceId, countMax), care.Tiers(workspaceId, countMax));
    }

    public int Count => Entities.Total + Observations.Total + Conflicts.Total + Stale.Total + Orphans.Total + Tags.Near.Length;

    public ReviewShape ToShape() => new(
        DuplicatesShape.Of(Entities, Observations), new ConflictListShape([.. Conflicts.Items.Select(ConflictItemShape.Of)]), StaleListShape.Of(Stale),
        OrphansShape.Of(Orphans), TagsShape.Of(Tags), TiersShape.Of(Tiers));
}
