using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>An entity without a hold in the graph.</summary>
/// <param name="IsDeclared">True for one about which nothing is said and that no relation touches; false for one that only relations name.</param>
/// <param name="Relations">Relations that name it.</param>
public sealed record Orphan(string Name, string Type, bool IsDeclared, int Relations);

internal static class OrphanSearch
{
    private const int PageSize = 10_000;

    /// <summary>Declared entities without any fact, then ends that are only named, those with the fewest relations first.</summary>
    public static Found<Orphan> Run(IWorkspaceRead read, int countMax)
    {
        var (spokenOf, relations) = (new HashSet<long>(), new Dictionary<long, int>());
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return; }
            if (row.Kind == FactKind.Observation) { spokenOf.Add(row.SubjectId); }
            else
            {
                relations[row.SubjectId] = relations.GetValueOrDefault(row.SubjectId) + 1;
                relations[row.ObjectId] = relations.GetValueOrDefault(row.ObjectId) + 1;
            }
        });
        var orphans = new List<Orphan>();
        for (IReadOnlyList<Entity> page = read.Entities(0, PageSize); page.Count > 0; page = read.Entities(page[^1].Id, PageSize))
        {
            orphans.AddRange(page.Where(entity => entity.IsLive && !spokenOf.Contains(entity.Id) && !(entity.IsDeclared && relations.ContainsKey(entity.Id)))
                .Select(entity => new Orphan(entity.Name, entity.Type, entity.IsDeclared, relations.GetValueOrDefault(entity.Id))));
        }

        return Found<Orphan>.Of(
            orphans.OrderByDescending(orphan => orphan.IsDeclared).ThenBy(orphan => orphan.Relations).ThenBy(orphan => orphan.Name, StringComparer.Ordinal), countMax);
    }
}
