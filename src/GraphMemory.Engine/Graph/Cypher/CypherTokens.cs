using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>A place in the tokens of a query, and what may be asked of it.</summary>
internal sealed class CypherTokens(string query)
{
    /// <summary>Words that begin something which would change the memory.</summary>
    private static readonly string[] Writing = ["CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "FOREACH", "LOAD", "DROP", "CALL"];

    private static readonly string[] Unsupported = ["OPTIONAL", "WITH", "UNWIND", "UNION", "EXISTS", "CASE", "SHORTESTPATH", "ALLSHORTESTPATHS", "USE"];

    private readonly List<CypherToken> _tokens = CypherLexer.Tokens(query);
    private int _at;

    public CypherToken Current => _tokens[_at];

    public CypherToken Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    public CypherToken Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    public bool TryTake(string word)
    {
        if (!Current.Is(word)) { return false; }
        _at++;
        return true;
    }

    public bool TryTakeSign(string sign)
    {
        if (!Current.IsSign(sign)) { return false; }
        _at++;
        return true;
    }

    public void TakeSign(string sign)
    {
        if (!TryTakeSign(sign)) { throw Unexpected($"\"{sign}\""); }
    }

    public void TakeWord(string word)
    {
        if (!TryTake(word)) { throw Unexpected(word); }
    }

    /// <summary>A name that someone chose.</summary>
    public string TakeName(string what)
    {
        if (Current.Kind is not (CypherTokenKind.Word or CypherTokenKind.Quoted)) { throw Unexpected(what); }
        return Take().Text;
    }

    public bool IsName => Current.Kind is CypherTokenKind.Word or CypherTokenKind.Quoted;

    /// <summary>Names, separated by a sign.</summary>
    public ImmutableArray<string> TakeNames(string separator, string what)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            TryTakeSign(":"); // older queries repeat the colon: [:A|:B]
            names.Add(TakeName(what));
        }
        while (TryTakeSign(separator));
        return names.ToImmutable();
    }

    /// <summary>What stands here is not what must; names the reason where the word itself is the reason.</summary>
    public CypherFault Unexpected(string wanted)
    {
        var word = Current.Kind == CypherTokenKind.Word ? Current.Text.ToUpperInvariant() : "";
        if (Writing.Contains(word)) { return Refused($"{word} at {Current.At} would change the memory; graph_query only reads. Use memory_create, memory_update, memory_relate or memory_delete."); }
        return Unsupported.Contains(word)
            ? Refused($"{word} at {Current.At} is not supported. Supported: {Supported}")
            : new CypherFault(CypherProblems.NotUnderstood.With($"Expected {wanted}, found {Current}."));
    }

    public static CypherFault Refused(string detail) => new(CypherProblems.NotSupported.With(detail));

    public const string Supported =
        "MATCH paths of up to 3 hops with labels, types and properties; WHERE with comparisons, CONTAINS, STARTS WITH, ENDS WITH, IN, IS NULL, AND, OR, XOR, NOT; "
        + "parameters; RETURN [DISTINCT] with aliases and count; id, labels, type, toLower, toUpper, size; ORDER BY, SKIP, LIMIT.";
}
