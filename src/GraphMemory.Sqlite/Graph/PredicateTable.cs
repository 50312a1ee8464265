using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>Relation types, kept once each. What was looked up is remembered for the rest of the transaction.</summary>
internal sealed class PredicateTable(Database database, long workspaceId)
{
    private const string Columns = "SELECT id, name, functional FROM predicate WHERE workspace_id = ?1 ";

    private readonly Dictionary<string, Predicate> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Predicate> _byId = [];

    public List<Predicate> All()
    {
        var predicates = new List<Predicate>();
        var rows = database.Prepare(Columns + "ORDER BY id").Bind(1, workspaceId);
        while (rows.Step()) { predicates.Add(Row(rows)); }
        return predicates;
    }

    public Predicate? Find(string name) =>
        _byName.TryGetValue(name, out var known) ? known : Remember(One(database.Prepare(Columns + "AND name = ?2").Bind(1, workspaceId).Bind(2, name)));

    public Predicate Get(int id) =>
        _byId.TryGetValue(id, out var known)
            ? known
            : Remember(One(database.Prepare(Columns + "AND id = ?2").Bind(1, workspaceId).Bind(2, id)))
              ?? throw new InvalidDataException($"Workspace {workspaceId} has no predicate {id}. Run: graphmemory doctor.");

    public Predicate FindOrAdd(string name) => Find(name) ?? Add(name, isFunctional: false);

    public Predicate Add(string name, bool isFunctional)
    {
        database.Prepare("INSERT INTO predicate SELECT ?1, coalesce(max(id), 0) + 1, ?2, ?3 FROM predicate WHERE workspace_id = ?1")
            .Bind(1, workspaceId).Bind(2, name).Bind(3, isFunctional).Run();
        return Find(name)!;
    }

    public Predicate SetFunctional(Predicate predicate, bool isFunctional)
    {
        database.Prepare("UPDATE predicate SET functional = ?3 WHERE workspace_id = ?1 AND id = ?2")
            .Bind(1, workspaceId).Bind(2, predicate.Id).Bind(3, isFunctional).Run();
        return Remember(predicate with { IsFunctional = isFunctional })!;
    }

    /// <summary>Drops what was remembered: the transaction went back to an earlier state.</summary>
    public void Forget()
    {
        _byName.Clear();
        _byId.Clear();
    }

    private Predicate? Remember(Predicate? predicate)
    {
        if (predicate is not null) { _byName[predicate.Name] = _byId[predicate.Id] = predicate; }
        return predicate;
    }

    private static Predicate? One(Statement row)
    {
        if (!row.Step()) { return null; }
        var predicate = Row(row);
        row.Reset();
        return predicate;
    }

    private static Predicate Row(Statement row) => new(row.Int(0), row.Text(1), row.Int(2) != 0);
}
