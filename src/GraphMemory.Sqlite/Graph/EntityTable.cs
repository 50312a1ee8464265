using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

internal sealed class EntityTable(Database database, long workspaceId)
{
    private const string Columns = "SELECT key, name, type, declared_seq, deleted_seq, has_generated_name FROM entity ";

    private const string IsNamed = "WHERE name_hash = ?1 AND workspace_id = ?2 AND name = ?3 AND deleted_seq ";

    // Statements in a row are mostly about one entity, and a name that was not found is mostly added next.
    private Entity? _lastFound;
    private string? _lastMissing;

    public Entity? Find(string name)
    {
        if (_lastFound is not null && _lastFound.Name == name) { return _lastFound; }
        _lastFound = One(BindName(database.Prepare(Columns + IsNamed + "IS NULL"), name));
        if (_lastFound is null) { _lastMissing = name; }
        return _lastFound;
    }

    // Two partial indexes: one is for live names, the other is small and costs an insert nothing.
    public List<Entity> Named(string name) => Rows(BindName(
        database.Prepare(Columns + IsNamed + "IS NULL UNION ALL " + Columns + IsNamed + "IS NOT NULL ORDER BY 1"), name));

    public Entity? Get(long id) => One(database.Prepare(Columns + "WHERE key = ?1").Bind(1, Key(id)));

    public List<Entity> Page(long afterId, int countMax) => Rows(database
        .Prepare(Columns + "WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3")
        .Bind(1, Key(afterId)).Bind(2, Key(RowKey.SeqMax)).Bind(3, countMax));

    public void Visit(long afterSeq, long toSeq, EntityVisitor visitor)
    {
        var rows = database.Prepare("SELECT key, name, type, deleted_seq, has_generated_name FROM entity WHERE key > ?1 AND key <= ?2 ORDER BY key")
            .Bind(1, Key(afterSeq)).Bind(2, Key(toSeq));
        try
        {
            while (rows.Step())
            {
                visitor(new EntityRow
                {
                    Id = RowKey.Seq(rows.Long(0)),
                    NameUtf8 = rows.Bytes(1),
                    TypeUtf8 = rows.Bytes(2),
                    DeletedSeq = rows.Long(3),
                    HasGeneratedName = rows.Int(4) != 0,
                });
            }
        }
        finally { rows.Reset(); }
    }

    /// <summary>Adds a live entity. Writers take turns, so a name that is free stays free until it is added.</summary>
    public void Insert(Entity entity)
    {
        if (_lastMissing != entity.Name && Find(entity.Name) is not null)
        {
            throw new InvalidOperationException($"A live entity is already named \"{entity.Name}\".");
        }

        database.Prepare("INSERT INTO entity VALUES(?1, ?2, ?3, NULL, ?4, ?5, ?6, ?7)")
            .Bind(1, Key(entity.Id)).Bind(2, workspaceId).Bind(3, entity.DeclaredSeq).Bind(4, entity.HasGeneratedName)
            .Bind(5, EntityNameHash.Of(entity.Name, workspaceId)).Bind(6, entity.Name).Bind(7, entity.Type).Run();
        (_lastFound, _lastMissing) = (entity.IsLive ? entity : null, null);
    }

    /// <summary>Drops what was remembered: rows changed, or the transaction went back to an earlier state.</summary>
    public void Forget() => (_lastFound, _lastMissing) = (null, null);

    public void Declare(long id, string type, long seq) =>
        MustChange(id, "is not there to be declared", database
            .Prepare("UPDATE entity SET declared_seq = ?2, type = ?3 WHERE key = ?1 AND declared_seq IS NULL AND deleted_seq IS NULL")
            .Bind(1, Key(id)).Bind(2, seq).Bind(3, type));

    public void Close(long id, long seq) =>
        MustChange(id, "does not live", database
            .Prepare("UPDATE entity SET deleted_seq = ?2 WHERE key = ?1 AND deleted_seq IS NULL").Bind(1, Key(id)).Bind(2, seq));

    public void Purge(long id) => MustChange(id, "does not exist", database.Prepare("DELETE FROM entity WHERE key = ?1").Bind(1, Key(id)));

    private void MustChange(long id, string why, Statement change)
    {
        change.Run();
        Forget();
        if (database.Changes != 1) { throw new InvalidOperationException($"Entity {id} {why}."); }
    }

    private Statement BindName(Statement statement, string name) =>
        statement.Bind(1, EntityNameHash.Of(name, workspaceId)).Bind(2, workspaceId).Bind(3, name);

    private long Key(long id) => RowKey.Of(workspaceId, id);

    private static List<Entity> Rows(Statement rows)
    {
        var entities = new List<Entity>();
        while (rows.Step()) { entities.Add(Row(rows)); }
        return entities;
    }

    private static Entity? One(Statement row)
    {
        if (!row.Step()) { return null; }
        var entity = Row(row);
        row.Reset();
        return entity;
    }

    private static Entity Row(Statement row) =>
        new(RowKey.Seq(row.Long(0)), row.Text(1), row.Text(2), row.LongOrNull(3), row.LongOrNull(4), row.Int(5) != 0);
}
