namespace GraphMemory.Kernels.Text;

/// <summary>Walks the documents of one term in ascending order.</summary>
public ref struct PostingsCursor
{
    /// <summary>The document after the last one.</summary>
    public const int End = int.MaxValue;

    private readonly PostingsIndex _index;
    private PostingsPosition _position;

    internal PostingsCursor(PostingsIndex index, int term)
    {
        _index = index;
        _position.Open(index, term);
    }

    /// <summary>Current document, or <see cref="End"/>; a new cursor stands on its first document.</summary>
    public readonly int Document => _position.Document;

    /// <summary>Occurrences of the term in the current document, 1 to 255.</summary>
    public readonly int Frequency => _position.Frequency(_index);

    /// <summary>Header of the current block: its last document and the bounds of its impact.</summary>
    public readonly PostingsBlock Block => _position.Header;

    /// <summary>Moves to the next document and returns it.</summary>
    public int Next()
    {
        if (Document != End) { _position.Next(_index); }
        return Document;
    }

    /// <summary>Moves to the first document not before <paramref name="target"/> and returns it; never moves back.</summary>
    public int Advance(int target)
    {
        _position.Advance(_index, target);
        return Document;
    }
}
