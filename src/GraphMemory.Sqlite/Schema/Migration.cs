namespace GraphMemory.Sqlite.Schema;

/// <summary>One step of the schema, applied in one transaction. A step that was released is never changed again.</summary>
internal sealed record Migration(int Version, string Sql);
