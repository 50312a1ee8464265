namespace GraphMemory.Engine.Graph.Cypher;

internal enum CypherTokenKind
{
    /// <summary>A name or a keyword; keywords are told by where they stand.</summary>
    Word,
    /// <summary>A name in backticks, never a keyword.</summary>
    Quoted,
    Text,
    Whole,
    Decimal,
    Parameter,
    Sign,
    End,
}

/// <param name="Text">Without its quotes or dollar sign.</param>
/// <param name="At">Place in the query, from 1, for messages.</param>
internal readonly record struct CypherToken(CypherTokenKind Kind, string Text, int At)
{
    public bool Is(string word) => Kind == CypherTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == CypherTokenKind.Sign && Text == sign;

    public override string ToString() => Kind == CypherTokenKind.End ? "the end" : $"\"{Text}\" at {At}";
}
