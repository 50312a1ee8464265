using System.Collections.Immutable;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Sqlite.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>The texts of a Chroma database, each with its metadata: rows of key and value are gathered into one row for each text.</summary>
internal static class ChromaRows
{
    public const string Table = "drawers";
    public const string IdColumn = "chroma:id";
    public const string TextColumn = "chroma:document";

    private const string Metadata = "embedding_metadata";
    private const string Embeddings = "embeddings";
    private const int KeysMax = 1_000;

    public static bool Has(ForeignDatabase database) => database.Has(Metadata, "id", "key", "string_value") && database.Has(Embeddings, "id", "embedding_id");

    /// <summary>Both tables in the order of one key, walked side by side.</summary>
    public static IEnumerable<ForeignRow> Of(ForeignDatabase database)
    {
        using var pairs = database.Rows(Metadata, ["id", "key", "string_value", "int_value", "float_value"], "id", "key").GetEnumerator();
        var (hasPair, number) = (pairs.MoveNext(), 0L);
        foreach (var embedding in database.Rows(Embeddings, ["id", "embedding_id"], "id"))
        {
            var (columns, values) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string?>());
            columns.Add(IdColumn);
            values.Add(embedding[1]);
            for (; hasPair && Id(pairs.Current[0]) <= Id(embedding[0]); hasPair = pairs.MoveNext())
            {
                if (Id(pairs.Current[0]) != Id(embedding[0]) || pairs.Current[1] is not { } key || columns.Count >= KeysMax) { continue; }
                columns.Add(key);
                values.Add(pairs.Current[2] ?? pairs.Current[3] ?? pairs.Current[4]);
            }

            yield return new ForeignRow(Table, columns.ToImmutable(), values.ToImmutable(), ++number);
        }
    }

    private static long Id(string? text) => long.TryParse(text, out var id) ? id : 0;
}
