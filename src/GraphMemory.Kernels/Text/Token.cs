namespace GraphMemory.Kernels.Text;

/// <summary>What a token was cut from.</summary>
public enum TokenKind : byte
{
    /// <summary>A run of letters and digits without inner boundaries, stemmed.</summary>
    Word,

    /// <summary>One part of an identifier (<c>user</c> of <c>getUserName</c>), stemmed.</summary>
    Part,

    /// <summary>The whole of an identifier of several parts; at the position of its first part.</summary>
    Whole,

    /// <summary>Two neighbouring characters of a script written without spaces, or one that stands alone.</summary>
    Gram,

    /// <summary>One character of such a script where it has neighbours; at the place of the bigram it begins. A weak witness: queries
    /// weigh it less, and it does not count in a document's length.</summary>
    Character,
}

/// <summary>One token of a <see cref="TokenBuffer"/>.</summary>
/// <param name="TermStart">First byte of the term in the buffer's UTF-8 bytes.</param>
/// <param name="TermLength">Length of the term, 1 to 65 bytes.</param>
/// <param name="Position">Place for phrase matching: one per word, identifier part or gram character; stop words take one too.</param>
/// <param name="Kind">What the token was cut from.</param>
/// <param name="WordHash">Hash of the unsplit, unstemmed word the token belongs to (for a gram: of its first character).</param>
/// <param name="SourceStart">First UTF-16 unit in the analysed text.</param>
/// <param name="SourceLength">UTF-16 units covered.</param>
/// <param name="Stop">A stop word: kept for positions and for queries of nothing else, not to be indexed.</param>
public readonly record struct Token(
    int TermStart, int TermLength, int Position, TokenKind Kind, ulong WordHash, int SourceStart, int SourceLength, bool Stop);
