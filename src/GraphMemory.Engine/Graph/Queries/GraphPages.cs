using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>Which entities to list.</summary>
/// <param name="Type">Null for any.</param>
/// <param name="Prefix">Beginning of the name; null for any.</param>
public sealed record EntityFilter(string? Type = null, string? Prefix = null);

/// <summary>Which facts to list.</summary>
/// <param name="About">Name of the entity at either end; null for any.</param>
/// <param name="IncludesClosed">Earlier versions too.</param>
public sealed record FactFilter(string? About = null, FactKind? Kind = null, string? Predicate = null, bool IncludesClosed = false);

/// <summary>Some rows by rising id.</summary>
/// <param name="Next">Pass it as the position after which the next page begins; null when there is nothing more.</param>
public sealed record Page<T>(ImmutableArray<T> Items, long? Next);

/// <summary>An entity with what stands about it.</summary>
/// <param name="Version">The last log position that changed any of this.</param>
public sealed record EntityState(Entity Entity, ImmutableArray<NamedFact> Facts, long Version);

/// <summary>What is there, page by page. A page looks at a bounded number of rows: one that finds little ends early, and goes on by its position.</summary>
public sealed class GraphPages(IGraphStore store)
{
    private const int Window = 2_000;

    /// <summary>Live, declared entities in the order they came into being.</summary>
    public Page<Entity> Entities(long workspaceId, EntityFilter filter, long after, int countMax, int scannedMax) => store.Read(workspaceId, read =>
    {
        var found = ImmutableArray.CreateBuilder<Entity>();
        for (var scanned = 0; scanned < scannedMax; scanned += Window)
        {
            var rows = read.Entities(after, Window);
            foreach (var entity in rows)
            {
                after = entity.Id;
                if (!Fits(entity, filter)) { continue; }
                found.Add(entity);
                if (found.Count == countMax) { return new Page<Entity>(found.ToImmutable(), after); }
            }

            if (rows.Count < Window) { return new Page<Entity>(found.ToImmutable(), Next: null); }
        }

        return new Page<Entity>(found.ToImmutable(), after);
    });

    public Result<EntityState> Entity(long workspaceId, string name) => store.Read<Result<EntityState>>(workspaceId, read =>
    {
        if (EntityLookup.Find(read, name) is not { } entity) { return GraphProblems.MissingEntity(name); }
        var names = new FactNames(read);
        var facts = read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id)).DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id).ToList();
        return new EntityState(entity, [.. facts.Where(fact => fact.IsLive).Select(names.Named)], VersionOf(entity, facts));
    });

    /// <summary>Facts in the order they were recorded.</summary>
    public Page<NamedFact> Facts(long workspaceId, FactFilter filter, long after, int countMax, int scannedMax) => store.Read(workspaceId, read =>
    {
        var names = new FactNames(read);
        if (filter.About is { } about) { return OfEntity(read, names, about, filter, after, countMax); }
        var predicate = filter.Predicate is null ? null : read.FindPredicate(filter.Predicate);
        if (filter.Predicate is not null && predicate is null) { return new Page<NamedFact>([], Next: null); }
        var (ids, head) = (new List<long>(), read.Workspace.HeadSeq);
        for (var scanned = 0; scanned < scannedMax && after < head && ids.Count < countMax; scanned += Window)
        {
            var to = Math.Min(head, after + Window);
            read.VisitFacts(after, to, (in FactRow row) =>
            {
                if (Fits(row, filter, predicate)) { ids.Add(row.Id); }
            });
            after = to;
        }

        if (ids.Count > countMax) { after = ids[countMax - 1]; }
        return new Page<NamedFact>([.. ids.Take(countMax).Select(id => names.Named(read.Fact(id)!))], after < head ? after : null);
    });

    /// <summary>The last log position that changed an entity or a fact of it or about it.</summary>
    public static long VersionOf(Entity entity, IEnumerable<Fact> facts) => facts
        .Select(fact => Math.Max(fact.Id, fact.SupersededSeq ?? 0))
        .Append(entity.Id).Append(entity.DeclaredSeq ?? 0).Append(entity.DeletedSeq ?? 0).Max();

    private static Page<NamedFact> OfEntity(IWorkspaceRead read, FactNames names, string about, FactFilter filter, long after, int countMax)
    {
        var facts = read.EntitiesNamed(about).SelectMany(entity => read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id)))
            .Where(fact => fact.Id > after && Fits(fact, filter))
            .DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id).Take(countMax + 1).ToList();
        var page = facts.Take(countMax).Select(names.Named).ToImmutableArray();
        return new(page, facts.Count > countMax ? page[^1].Fact.Id : null);
    }

    private static bool Fits(Entity entity, EntityFilter filter) =>
        entity is { IsLive: true, IsDeclared: true }
        && (filter.Type is null || entity.Type == filter.Type)
        && (filter.Prefix is null || entity.Name.StartsWith(filter.Prefix, StringComparison.Ordinal));

    private static bool Fits(Fact fact, FactFilter filter) =>
        (fact.IsLive || filter.IncludesClosed)
        && (filter.Kind is null || fact.Statement.Kind == filter.Kind)
        && (filter.Predicate is null || fact.Statement.Predicate == filter.Predicate);

    private static bool Fits(in FactRow row, FactFilter filter, Predicate? predicate) =>
        (row.SupersededSeq == 0 || filter.IncludesClosed)
        && (filter.Kind is null || row.Kind == filter.Kind)
        && (predicate is null || row.PredicateId == predicate.Id);
}
