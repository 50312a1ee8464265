using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Claims;

namespace GraphMemory.Engine.ImportExport;

/// <summary>An entity as it stands, with what is said of it and from it, oldest first.</summary>
public sealed record LiveEntity(Entity Entity, ImmutableArray<LiveFact> Observations, ImmutableArray<LiveFact> Relations)
{
    /// <summary>Versions that do not stand any more, or repeat one that does.</summary>
    public int LeftOut { get; init; }
}

/// <summary>A standing fact with the name of its other end.</summary>
/// <param name="Said">Whether it was said to hold; the store keeps the sign of the claim, in which a negated text counts as denied.</param>
public sealed record LiveFact(FactDraft Statement, string? Object, Polarity Said);

/// <summary>
/// The live graph as an exporter walks it, entity by entity in the order they were made, inside one consistent read. Counts what a format
/// that holds only some parts of it leaves out.
/// </summary>
public sealed class LiveGraph(IWorkspaceRead read, GraphParts holds, Action<long>? progress = null, CancellationToken cancellationToken = default)
{
    private const int Page = 1_000;
    private const int NamesMax = 200_000;
    private const int GatePage = 100;

    private readonly Dictionary<long, string?> _names = [];
    private readonly LossCount _losses = new(holds);

    public Workspace Workspace => read.Workspace;

    /// <summary>Entities, observations and relations handed out so far.</summary>
    public long Written { get; private set; }

    /// <summary>Every entity, without its facts.</summary>
    public IEnumerable<Entity> Names()
    {
        var after = 0L;
        for (var entities = read.Entities(after, Page); entities.Count > 0; entities = read.Entities(after, Page))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entity in entities.Where(entity => entity.IsLive)) { yield return entity; }
            after = entities[^1].Id;
            progress?.Invoke(Written);
        }
    }

    /// <summary>Counts something that the writer itself had to leave out.</summary>
    public void Lose(string what, long count = 1) => _losses.Add(what, count);

    /// <summary>Every entity with its facts; once.</summary>
    public IEnumerable<LiveEntity> Entities()
    {
        foreach (var entity in Walk(isFirst: true))
        {
            Count(entity);
            yield return entity;
        }
    }

    /// <summary>
    /// The entities that relations begin at, in a walk of its own: a format that has relations after all entities comes back in the same
    /// order, since no relation names an entity that was not there before.
    /// </summary>
    public IEnumerable<LiveEntity> EntitiesWithRelations() => Walk(isFirst: false).Where(entity => !entity.Relations.IsEmpty);

    /// <summary>What was left out, after the walk: part and count.</summary>
    public ImmutableSortedDictionary<string, long> Losses() => _losses.With(read);

    /// <summary>Sees what leaves, a page at a time: an entity that it does not give back is left out, and counted.</summary>
    public Func<IReadOnlyList<LiveEntity>, IReadOnlyList<LiveEntity>>? Gate { get; init; }

    private IEnumerable<LiveEntity> Walk(bool isFirst) => Gate is null
        ? Names().Select(Live)
        : Names().Select(Live).Chunk(GatePage).SelectMany(page => Passed(page, isFirst));

    private IReadOnlyList<LiveEntity> Passed(LiveEntity[] page, bool isFirst)
    {
        var passed = Gate!(page);
        if (isFirst) { _losses.Add("withheld entities", page.Length - passed.Count); }
        return passed;
    }

    private LiveEntity Live(Entity entity)
    {
        var facts = read.FactsOf(entity.Id);
        var (observations, relations) = (ImmutableArray.CreateBuilder<LiveFact>(facts.Count), ImmutableArray.CreateBuilder<LiveFact>());
        foreach (var fact in facts.Count == 0 ? facts : Distinct(facts))
        {
            var live = new LiveFact(fact.Statement, Name(fact.Statement.ObjectId), Said(fact.Statement));
            if (fact.Statement.Kind == FactKind.Observation) { observations.Add(live); }
            else if (live.Object is not null) { relations.Add(live); }
        }

        return new LiveEntity(entity, observations.ToImmutable(), relations.ToImmutable()) { LeftOut = facts.Count - observations.Count - relations.Count };
    }

    private void Count(LiveEntity live)
    {
        Written += 1 + live.Observations.Length + (holds.HasFlag(GraphParts.Relations) ? live.Relations.Length : 0);
        _losses.Add(live.Entity);
        _losses.Add("earlier versions", live.LeftOut);
        foreach (var fact in live.Observations) { _losses.Add(fact); }
        foreach (var fact in live.Relations) { _losses.Add(fact); }
    }

    /// <summary>Without the closed versions, and without what a later fact repeats to the letter.</summary>
    private static List<Fact> Distinct(IReadOnlyList<Fact> facts)
    {
        var standing = facts.Where(fact => fact.IsLive).ToList();
        if (standing.Count < 2) { return standing; }
        var seen = new HashSet<(string, long?, string?, Polarity, ValidTime)>(standing.Count);
        standing.RemoveAll(fact => !seen.Add((
            fact.Statement.Predicate, fact.Statement.ObjectId, fact.Statement.Text, fact.Statement.Polarity, fact.Statement.Valid)));
        return standing;
    }

    private static Polarity Said(FactDraft statement) =>
        statement.Text is { } text && Negation.Count(text) % 2 == 1 ? (Polarity)(-(int)statement.Polarity) : statement.Polarity;

    /// <summary>Name of a live entity; null for a closed one, and for none.</summary>
    private string? Name(long? id)
    {
        if (id is not { } key) { return null; }
        if (_names.TryGetValue(key, out var known)) { return known; }
        if (_names.Count >= NamesMax) { _names.Clear(); }
        return _names[key] = read.Entity(key) is { IsLive: true } entity ? entity.Name : null;
    }
}
