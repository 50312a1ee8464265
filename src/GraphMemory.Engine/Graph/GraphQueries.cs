using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph;

/// <summary>Exact questions to a memory: what is there, what was there, what changed, what contradicts. Ranking is Retrieval's.</summary>
public sealed class GraphQueries(IGraphStore store)
{
    /// <summary>Largest page of <see cref="ChangesSince"/>, <see cref="Timeline"/> and <see cref="Conflicts"/>.</summary>
    public const int PageMax = 10_000;

    /// <summary>Every live entity with its observations, and every live relation.</summary>
    public GraphView ReadGraph(long workspaceId) => store.Read(workspaceId, read => new GraphReading(read).All());

    /// <summary>
    /// Entities that hold the lower-cased query as one substring of name, type or an observation, with the relations that touch them:
    /// the rule of the reference memory server.
    /// </summary>
    public GraphView SearchNodes(long workspaceId, string query)
    {
        var wanted = LowerCase.Of(query);
        return store.Read(workspaceId, read => new GraphReading(read).Select(entity =>
            Holds(entity.Name, wanted) || Holds(entity.Type, wanted) || entity.Observations.Any(text => Holds(text, wanted))));
    }

    /// <summary>The named entities that exist, in the order they were made, with the relations that touch them.</summary>
    public GraphView OpenNodes(long workspaceId, IReadOnlyList<string> names) => store.Read(workspaceId, read =>
    {
        var found = names.Distinct(StringComparer.Ordinal).Select(name => EntityLookup.Find(read, name)).OfType<Entity>()
            .Where(entity => entity.IsDeclared).DistinctBy(entity => entity.Id).ToList();
        var entities = found.OrderBy(entity => entity.DeclaredSeq).Select(entity => Open(read, entity));
        var touching = found.SelectMany(entity => read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id)))
            .Where(fact => fact.IsLive && fact.Statement is { Kind: FactKind.Relation, Polarity: Polarity.Affirmed })
            .DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id);
        var ends = new FactNames(read);
        return new GraphView([.. entities], [.. touching.Select(ends.Named).Select(fact => new RelationKey(fact.Subject, fact.Object!, fact.Fact.Statement.Predicate))]);
    });

    public Result<NamedFact> Fact(long workspaceId, long id) => store.Read<Result<NamedFact>>(workspaceId, read =>
        read.Fact(id) is { } fact ? new FactNames(read).Named(fact) : GraphProblems.FactNotFound.With($"No fact has the id {id}."));

    /// <summary>Every version of every fact of an entity and about it, oldest first; the newest <paramref name="countMax"/> when there are more.</summary>
    public Result<ImmutableArray<NamedFact>> Timeline(long workspaceId, string entityName, int countMax) =>
        store.Read<Result<ImmutableArray<NamedFact>>>(workspaceId, read =>
        {
            var versions = EntityLookup.Versions(read, entityName);
            if (versions.Count == 0) { return GraphProblems.MissingEntity(entityName); }
            var names = new FactNames(read);
            return versions.SelectMany(entity => read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id)))
                .DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id).TakeLast(Math.Clamp(countMax, 1, PageMax))
                .Select(names.Named).ToImmutableArray();
        });

    /// <summary>The facts of a subject that held at a point in both times; of one predicate when given.</summary>
    public ImmutableArray<NamedFact> AsOf(long workspaceId, string subject, string? predicate, AsOf asOf) => store.Read(workspaceId, read =>
    {
        var names = new FactNames(read);
        var functional = read.Predicates().Where(known => known.IsFunctional).Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        return EntityLookup.Versions(read, subject)
            .SelectMany(entity => read.FactsOf(entity.Id, predicate))
            .GroupBy(fact => fact.Statement.Predicate, StringComparer.Ordinal)
            .SelectMany(group => AsOfRule.Holding([.. group], functional.Contains(group.Key), asOf))
            .Select(names.Named).ToImmutableArray();
    });

    /// <summary>The log position that stands for a clock time in an as-of question.</summary>
    public long SeqAt(long workspaceId, long atMs) => store.Read(workspaceId, read => read.SeqAt(atMs));

    /// <summary>Conflicts with their facts and the reason; open ones only, or all that were ever found.</summary>
    public ImmutableArray<ConflictView> Conflicts(long workspaceId, bool openOnly, int countMax) => store.Read(workspaceId, read =>
    {
        var names = new FactNames(read);
        return read.Conflicts(openOnly, Math.Clamp(countMax, 1, PageMax))
            .Select(conflict => (conflict, earlier: read.Fact(conflict.EarlierId), later: read.Fact(conflict.LaterId)))
            .Where(found => found is { earlier: not null, later: not null })
            .Select(found => ConflictView.Of(found.conflict, names.Named(found.earlier!), names.Named(found.later!)))
            .ToImmutableArray();
    });

    /// <summary>Open conflicts that any of these facts takes part in, as its earlier or its later side.</summary>
    public ImmutableArray<ConflictView> ConflictsOf(long workspaceId, IReadOnlyList<long> factIds) => store.Read(workspaceId, read =>
    {
        var names = new FactNames(read);
        return factIds.Take(PageMax).SelectMany(read.ConflictsOf).Where(conflict => conflict.ResolvedSeq is null)
            .Distinct().OrderBy(conflict => (conflict.LaterId, conflict.EarlierId))
            .Select(conflict => ConflictView.Of(conflict, names.Named(read.Fact(conflict.EarlierId)!), names.Named(read.Fact(conflict.LaterId)!)))
            .ToImmutableArray();
    });

    /// <summary>Live, declared entities that someone named, by rising id: those whose id is above <paramref name="afterId"/>.</summary>
    public ImmutableArray<Entity> EntityPage(long workspaceId, long afterId, int countMax) => store.Read(workspaceId, read =>
    {
        var (page, count) = (ImmutableArray.CreateBuilder<Entity>(), Math.Clamp(countMax, 1, PageMax));
        for (var next = read.Entities(afterId, count); next.Count > 0 && page.Count < count; next = read.Entities(next[^1].Id, count))
        {
            page.AddRange(next.Where(entity => entity is { IsLive: true, IsDeclared: true, HasGeneratedName: false }).Take(count - page.Count));
        }

        return page.ToImmutable();
    });

    /// <summary>The workspace itself, and how much is in it.</summary>
    public WorkspaceOverview Overview(long workspaceId) => store.Read(workspaceId, read => new WorkspaceOverview(read.Workspace, read.Counts()));

    /// <summary>The events after a cursor. A reader that fell behind the trimmed log is told so and given the whole graph instead of a gap.</summary>
    public Result<Changes> ChangesSince(long workspaceId, long cursor, int countMax) => store.Read<Result<Changes>>(workspaceId, read =>
    {
        var workspace = read.Workspace;
        if (cursor < 0 || cursor > workspace.HeadSeq)
        {
            return GraphProblems.CursorAhead.With($"The cursor {cursor} is not a position of this log, which ends at {workspace.HeadSeq}; start from 0.");
        }

        if (cursor < workspace.LogStartSeq - 1)
        {
            return new Changes([], workspace.HeadSeq, workspace.HeadSeq, new GraphReading(read).All());
        }

        var names = new FactNames(read);
        var events = read.Log(cursor, Math.Clamp(countMax, 1, PageMax)).Select(item => Describe(read, names, item)).ToImmutableArray();
        return new Changes(events, events.Length == 0 ? cursor : events[^1].Event.Seq, workspace.HeadSeq, Snapshot: null);
    });

    private static Change Describe(IWorkspaceRead read, FactNames names, LogEvent item) => item.Kind switch
    {
        LogEventKind.FactRecorded or LogEventKind.FactClosed => new Change(item, read.Fact(item.SubjectId) is { } fact ? names.Named(fact) : null, null),
        LogEventKind.EntityNamed or LogEventKind.EntityDeclared or LogEventKind.EntityDeleted => new Change(item, null, names.Entity(item.SubjectId)),
        LogEventKind.Marked => read.Fact(item.SubjectId) is { } marked
            ? new Change(item, names.Named(marked), null)
            : new Change(item, null, names.Entity(item.SubjectId)),
        _ => new Change(item, null, null),
    };

    private static NewEntity Open(IWorkspaceRead read, Entity entity) => new(entity.Name, entity.Type,
        [.. read.FactsOf(entity.Id, FactDraft.ObservationPredicate).Where(fact => fact is { IsLive: true, Statement.Kind: FactKind.Observation }).Select(fact => fact.Statement.Text!)]);

    private static bool Holds(string text, string wanted) => LowerCase.Of(text).Contains(wanted, StringComparison.Ordinal);
}
