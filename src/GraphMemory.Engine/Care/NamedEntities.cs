using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>The live entities of a workspace that have a name of their own, and how many facts each has. Read once for all rules.</summary>
internal sealed class NamedEntities
{
    private const int PageSize = 10_000;

    private readonly Dictionary<long, int> _places = [];
    private readonly List<Entity> _all = [];
    private readonly int[] _facts;

    public NamedEntities(IWorkspaceRead read)
    {
        for (IReadOnlyList<Entity> page = read.Entities(0, PageSize); page.Count > 0; page = read.Entities(page[^1].Id, PageSize))
        {
            foreach (var entity in page.Where(entity => entity is { IsLive: true, HasGeneratedName: false }))
            {
                _places[entity.Id] = _all.Count;
                _all.Add(entity);
            }
        }

        _facts = new int[_all.Count];
        var differing = Differing(read);
        var aliases = Aliases(read);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0) { return; }
            var (subject, target) = (PlaceOf(row.SubjectId), row.ObjectId == 0 ? -1 : PlaceOf(row.ObjectId));
            if (subject >= 0) { _facts[subject]++; }
            if (target >= 0) { _facts[target]++; }
            if (subject < 0 || target < 0 || row.Polarity != Polarity.Affirmed) { return; }
            if (differing == row.PredicateId) { Different.Add(Pair(subject, target)); }
            else if (aliases.Contains(row.PredicateId)) { Recorded.Add(Pair(subject, target)); }
        });
    }

    public int Count => _all.Count;

    public Entity this[int place] => _all[place];

    /// <summary>Pairs of which someone said that they are two.</summary>
    public HashSet<(int, int)> Different { get; } = [];

    /// <summary>Pairs that a relation calls one.</summary>
    public HashSet<(int, int)> Recorded { get; } = [];

    /// <summary>-1 when it is none of these.</summary>
    public int PlaceOf(long entityId) => _places.GetValueOrDefault(entityId, -1);

    public EntityBrief Brief(int place) => new(_all[place].Id, _all[place].Name, _all[place].Type, _facts[place]);

    public static (int, int) Pair(int a, int b) => a < b ? (a, b) : (b, a);

    private static int Differing(IWorkspaceRead read) => read.FindPredicate(KeepApart.Predicate)?.Id ?? 0;

    private static HashSet<int> Aliases(IWorkspaceRead read) =>
        [.. read.Predicates().Where(predicate => predicate.Name.ToLowerInvariant() is "alias" or "alias_of" or "aka" or "also_known_as" or "same_as")
            .Select(predicate => predicate.Id)];
}
