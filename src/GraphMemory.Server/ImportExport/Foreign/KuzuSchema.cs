using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <param name="Type">As the schema writes it: STRING, INT64, DOUBLE[], MAP(STRING, STRING).</param>
internal sealed record KuzuColumn(string Name, string Type);

/// <summary>A table of nodes, or of relationships when it says from where to where they lead.</summary>
/// <param name="Ends">Pairs of node tables that it connects; empty for a table of nodes.</param>
internal sealed record KuzuTable(string Name, ImmutableArray<KuzuColumn> Columns, string? PrimaryKey, ImmutableArray<(string From, string To)> Ends)
{
    public bool IsRelationship => !Ends.IsEmpty;
}

/// <summary>Reads the tables out of a <c>schema.cypher</c> that Kuzu's EXPORT DATABASE wrote, of any version.</summary>
internal static class KuzuSchema
{
    public static ImmutableArray<KuzuTable> Tables(string cypher)
    {
        var tables = ImmutableArray.CreateBuilder<KuzuTable>();
        foreach (var statement in CypherStatements.Of(cypher))
        {
            if (Table(statement) is { } table) { tables.Add(table); }
        }

        return tables.ToImmutable();
    }

    private static KuzuTable? Table(ImmutableArray<CypherToken> statement)
    {
        var open = Index(statement, 0, token => token.IsSymbol('('));
        if (open < 4 || !statement[0].IsWord("CREATE") || !(statement[1].IsWord("NODE") || statement[1].IsWord("REL"))) { return null; }
        var name = statement[open - 1].Value;
        var columns = ImmutableArray.CreateBuilder<KuzuColumn>();
        var ends = ImmutableArray.CreateBuilder<(string, string)>();
        string? primaryKey = null;
        foreach (var item in Items(statement, open + 1))
        {
            if (item.Length >= 4 && item[0].IsWord("FROM") && item[2].IsWord("TO")) { ends.Add((item[1].Value, item[3].Value)); }
            else if (item.Length >= 4 && item[0].IsWord("PRIMARY") && item[1].IsWord("KEY")) { primaryKey = item[3].Value; }
            else if (item.Length >= 2) { columns.Add(new KuzuColumn(item[0].Value, Type(item))); }
        }

        return new KuzuTable(name, columns.ToImmutable(), primaryKey ?? columns.FirstOrDefault()?.Name, ends.ToImmutable());
    }

    /// <summary>The parts between commas that stand in no bracket of their own.</summary>
    private static IEnumerable<ImmutableArray<CypherToken>> Items(ImmutableArray<CypherToken> statement, int start)
    {
        var depth = 0;
        for (var i = start; i < statement.Length; i++)
        {
            var token = statement[i];
            if (depth == 0 && (token.IsSymbol(',') || token.IsSymbol(')')))
            {
                yield return statement[start..i];
                start = i + 1;
                if (token.IsSymbol(')')) { yield break; }
            }

            depth += token.IsSymbol('(') ? 1 : token.IsSymbol(')') ? -1 : 0;
        }
    }

    private static string Type(ImmutableArray<CypherToken> item)
    {
        var end = Index(item, 1, token => token.IsWord("DEFAULT") || token.IsWord("PRIMARY"));
        return string.Concat(item[1..(end < 0 ? item.Length : end)].Select(token => token.Value));
    }

    private static int Index(ImmutableArray<CypherToken> tokens, int start, Func<CypherToken, bool> isWanted)
    {
        for (var i = start; i < tokens.Length; i++)
        {
            if (isWanted(tokens[i])) { return i; }
        }

        return -1;
    }
}
