using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Sqlite.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>The tables of OpenMemory's database, in the order in which each row finds what it refers to.</summary>
internal static class OpenMemoryDatabase
{
    public static IEnumerable<ForeignRow> Rows(ImportSource source)
    {
        using var file = new ForeignDatabaseFile(source, null);
        foreach (var row in Table(file.Database, "apps")) { yield return row; }
        foreach (var row in Table(file.Database, "categories")) { yield return row; }
        foreach (var row in Memories(file.Database)) { yield return row; }
    }

    /// <summary>Memories with the ids of their categories: two tables in the order of one key, walked side by side.</summary>
    private static IEnumerable<ForeignRow> Memories(ForeignDatabase database)
    {
        using var links = Table(database, "memory_categories", "memory_id", "category_id").GetEnumerator();
        var hasLink = links.MoveNext();
        foreach (var memory in Table(database, OpenMemoryMemories.Memories, "id"))
        {
            var categories = new List<string>();
            for (; hasLink && string.CompareOrdinal(links.Current["memory_id"], memory["id"]) <= 0; hasLink = links.MoveNext())
            {
                if (links.Current["memory_id"] == memory["id"] && links.Current["category_id"] is { } id) { categories.Add(id); }
            }

            yield return memory with { Columns = memory.Columns.Add("category_ids"), Values = memory.Values.Add(string.Join(',', categories)) };
        }
    }

    private static IEnumerable<ForeignRow> Table(ForeignDatabase database, string table, params string[] orderBy) =>
        ForeignFormat.RowsOf(database, table, orderBy);
}
