using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

internal enum CypherTokenKind
{
    /// <summary>A keyword, a name or a number.</summary>
    Word,
    /// <summary>A name in backticks, without them.</summary>
    Name,
    /// <summary>A string, with its escapes undone.</summary>
    Text,
    /// <summary>One character of punctuation.</summary>
    Symbol,
}

internal readonly record struct CypherToken(CypherTokenKind Kind, string Value)
{
    public bool IsWord(string word) => Kind == CypherTokenKind.Word && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(char symbol) => Kind == CypherTokenKind.Symbol && Value[0] == symbol;
}

/// <summary>Splits a script of Cypher into statements of tokens.</summary>
internal static class CypherStatements
{
    public static IEnumerable<ImmutableArray<CypherToken>> Of(string script)
    {
        var statement = ImmutableArray.CreateBuilder<CypherToken>();
        for (var at = 0; Next(script, ref at) is { } token;)
        {
            if (!token.IsSymbol(';'))
            {
                statement.Add(token);
                continue;
            }

            yield return statement.ToImmutable();
            statement.Clear();
        }

        if (statement.Count > 0) { yield return statement.ToImmutable(); }
    }

    private static CypherToken? Next(string script, ref int at)
    {
        PassBlanks(script, ref at);
        if (at >= script.Length) { return null; }
        var first = script[at];
        if (first is '\'' or '"') { return new CypherToken(CypherTokenKind.Text, Quoted(script, ref at)); }
        if (first == '`') { return new CypherToken(CypherTokenKind.Name, Backticked(script, ref at)); }
        var start = at;
        while (at < script.Length && (char.IsLetterOrDigit(script[at]) || script[at] is '_' or '.')) { at++; }
        if (at > start) { return new CypherToken(CypherTokenKind.Word, script[start..at]); }
        at++;
        return new CypherToken(CypherTokenKind.Symbol, first.ToString());
    }

    private static void PassBlanks(string script, ref int at)
    {
        while (at < script.Length)
        {
            if (char.IsWhiteSpace(script[at])) { at++; }
            else if (StartsAt(script, at, "//")) { at = EndOf(script, "\n", at); }
            else if (StartsAt(script, at, "/*")) { at = EndOf(script, "*/", at + 2); }
            else { return; }
        }
    }

    private static bool StartsAt(string script, int at, string mark) => string.CompareOrdinal(script, at, mark, 0, mark.Length) == 0;

    private static int EndOf(string script, string mark, int at)
    {
        var found = at <= script.Length ? script.IndexOf(mark, at, StringComparison.Ordinal) : -1;
        return found < 0 ? script.Length : found + mark.Length;
    }

    private static string Quoted(string script, ref int at)
    {
        var (mark, text) = (script[at++], new StringBuilder());
        for (; at < script.Length && script[at] != mark; at++)
        {
            if (script[at] != '\\' || at + 1 == script.Length) { text.Append(script[at]); }
            else { text.Append(Escape(script[++at])); }
        }

        at++;
        return text.ToString();
    }

    private static char Escape(char kind) => kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => kind };

    private static string Backticked(string script, ref int at)
    {
        var end = script.IndexOf('`', at + 1);
        if (end < 0) { end = script.Length; }
        var name = script[(at + 1)..end];
        at = end + 1;
        return name;
    }
}
