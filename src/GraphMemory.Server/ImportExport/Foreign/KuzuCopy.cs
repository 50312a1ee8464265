using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>One COPY statement of a <c>copy.cypher</c>: which file holds the rows of which table, and how it is written.</summary>
/// <param name="File">Name of the file, without the folder it was exported to.</param>
/// <param name="From">Node table at the beginning of the relationships; null when the schema tells it.</param>
internal sealed record KuzuCopy(string Table, ImmutableArray<string> Columns, string File, string? From, string? To, KuzuCsvFormat Format)
{
    public static ImmutableArray<KuzuCopy> All(string cypher)
    {
        var copies = ImmutableArray.CreateBuilder<KuzuCopy>();
        foreach (var statement in CypherStatements.Of(cypher))
        {
            if (Of(statement) is { } copy) { copies.Add(copy); }
        }

        return copies.ToImmutable();
    }

    private static KuzuCopy? Of(ImmutableArray<CypherToken> statement)
    {
        var from = -1;
        for (var i = 2; i + 1 < statement.Length && from < 0; i++)
        {
            if (statement[i].IsWord("FROM") && statement[i + 1].Kind == CypherTokenKind.Text) { from = i; }
        }

        if (from < 0 || !statement[0].IsWord("COPY")) { return null; }
        var columns = statement[2..from].Where(token => token.Kind is CypherTokenKind.Word or CypherTokenKind.Name).Select(token => token.Value);
        var options = Options(statement[(from + 2)..]);
        return new KuzuCopy(
            statement[1].Value, [.. columns], FileName(statement[from + 1].Value),
            options.GetValueOrDefault("from"), options.GetValueOrDefault("to"), KuzuCsvFormat.Of(options));
    }

    // The path of another machine, and never a way out of the folder.
    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static Dictionary<string, string> Options(ImmutableArray<CypherToken> tokens)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i + 1 < tokens.Length; i++)
        {
            if (tokens[i].IsSymbol('=')) { options[tokens[i - 1].Value] = tokens[i + 1].Value; }
        }

        return options;
    }
}

/// <summary>How a CSV file of Kuzu is written.</summary>
internal sealed record KuzuCsvFormat(char Delimiter, char Quote, char Escape, bool HasHeader)
{
    /// <summary>What Kuzu assumes when a statement says nothing.</summary>
    public static KuzuCsvFormat Default { get; } = new(',', '"', '"', HasHeader: false);

    public static KuzuCsvFormat Of(IReadOnlyDictionary<string, string> options) => new(
        Character(options, "delim", Character(options, "delimiter", Default.Delimiter)),
        Character(options, "quote", Default.Quote),
        Character(options, "escape", Default.Escape),
        options.TryGetValue("header", out var header) && header.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static char Character(IReadOnlyDictionary<string, string> options, string name, char fallback) =>
        options.TryGetValue(name, out var value) && value.Length > 0 ? value[0] : fallback;
}
