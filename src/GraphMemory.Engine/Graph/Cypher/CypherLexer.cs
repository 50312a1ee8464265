using System.Text;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>Cuts a query into tokens (openCypher 9).</summary>
internal static class CypherLexer
{
    private static readonly string[] LongSigns = ["<>", "<=", ">=", "->", "<-"];

    private const string Signs = "()[]{}:,.|=<>-+*/";

    public static List<CypherToken> Tokens(string query)
    {
        var tokens = new List<CypherToken>();
        for (var at = 0; at < query.Length;)
        {
            if (char.IsWhiteSpace(query[at])) { at++; continue; }
            tokens.Add(Next(query, ref at));
        }

        if (tokens.Count > 0 && tokens[^1].IsSign(";")) { tokens.RemoveAt(tokens.Count - 1); }
        tokens.Add(new CypherToken(CypherTokenKind.End, "", query.Length + 1));
        return tokens;
    }

    private static CypherToken Next(string query, ref int at)
    {
        var start = at;
        var first = query[at];
        if (char.IsLetter(first) || first == '_') { return new CypherToken(CypherTokenKind.Word, Run(query, ref at), start + 1); }
        if (char.IsAsciiDigit(first)) { return Number(query, ref at); }
        if (first is '\'' or '"') { return new CypherToken(CypherTokenKind.Text, Delimited(query, ref at, first), start + 1); }
        if (first == '`') { return new CypherToken(CypherTokenKind.Quoted, Delimited(query, ref at, first), start + 1); }
        if (first == '$' && start + 1 < query.Length)
        {
            at++;
            return new CypherToken(CypherTokenKind.Parameter, Run(query, ref at), start + 1);
        }

        foreach (var sign in LongSigns)
        {
            if (string.CompareOrdinal(query, at, sign, 0, sign.Length) != 0) { continue; }
            at += sign.Length;
            return new CypherToken(CypherTokenKind.Sign, sign, start + 1);
        }

        if (first != ';' && !Signs.Contains(first, StringComparison.Ordinal)) { throw Fault($"The character \"{first}\" at {start + 1} has no meaning here."); }
        at++;
        return new CypherToken(CypherTokenKind.Sign, first.ToString(), start + 1);
    }

    private static string Run(string query, ref int at)
    {
        var start = at;
        while (at < query.Length && (char.IsLetterOrDigit(query[at]) || query[at] == '_')) { at++; }
        return query[start..at];
    }

    private static CypherToken Number(string query, ref int at)
    {
        var start = at;
        while (at < query.Length && char.IsAsciiDigit(query[at])) { at++; }
        var isDecimal = at + 1 < query.Length && query[at] == '.' && char.IsAsciiDigit(query[at + 1]);
        if (isDecimal)
        {
            at++;
            while (at < query.Length && char.IsAsciiDigit(query[at])) { at++; }
        }

        return new CypherToken(isDecimal ? CypherTokenKind.Decimal : CypherTokenKind.Whole, query[start..at], start + 1);
    }

    private static string Delimited(string query, ref int at, char mark)
    {
        var (start, text) = (at++, new StringBuilder());
        for (; at < query.Length; at++)
        {
            if (query[at] == mark)
            {
                at++;
                return text.ToString();
            }

            if (query[at] == '\\' && mark != '`' && at + 1 < query.Length) { text.Append(Escaped(query[++at])); }
            else { text.Append(query[at]); }
        }

        throw Fault($"The text that begins at {start + 1} has no closing {mark}.");
    }

    private static char Escaped(char c) => c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };

    private static CypherFault Fault(string detail) => new(CypherProblems.NotUnderstood.With(detail));
}
