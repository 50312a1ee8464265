using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>The reusable output of <see cref="TextAnalyzer"/>: tokens, their UTF-8 term bytes, and the sequence of words. It grows to
/// the largest text it has seen and then allocates nothing. Not thread-safe: one per worker.</summary>
public sealed class TokenBuffer
{
    private readonly List<Token> _tokens = [];
    private readonly List<ulong> _wordHashes = [];
    private readonly List<(int Start, int Length)> _wordSources = [];
    private byte[] _bytes = new byte[1024];
    private int _byteCount;

    /// <summary>Number of tokens, stop words included.</summary>
    public int Count => _tokens.Count;

    public Token this[int index] => _tokens[index];

    /// <summary>All tokens in text order.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>The UTF-8 bytes of token <paramref name="index"/>'s term; valid until the next analysis.</summary>
    public ReadOnlySpan<byte> Term(int index) => _bytes.AsSpan(_tokens[index].TermStart, _tokens[index].TermLength);

    /// <summary>One hash per word in text order: folded, lower-cased, neither split nor stemmed, stop words included; scripts written
    /// without spaces give one per character. See <see cref="NameHash"/>.</summary>
    public ReadOnlySpan<ulong> WordHashes => CollectionsMarshal.AsSpan(_wordHashes);

    /// <summary>Where word <paramref name="index"/> stands in the text, in UTF-16 units.</summary>
    public (int Start, int Length) WordSource(int index) => _wordSources[index];

    public void Clear()
    {
        if (_byteCount > 0) { Stems ??= new(); }
        _tokens.Clear();
        _wordHashes.Clear();
        _wordSources.Clear();
        _byteCount = 0;
        NextPosition = 0;
    }

    /// <summary>Stems met before; null until the second text, because one text alone gains nothing.</summary>
    internal RecentStems? Stems { get; private set; }

    /// <summary>The position the next token takes.</summary>
    internal int NextPosition { get; set; }

    /// <summary>Where the next term starts.</summary>
    internal int TermStart => _byteCount;

    /// <summary>Room for one term after the terms so far; <see cref="Commit"/> keeps it.</summary>
    internal Span<byte> Reserve(int byteCount)
    {
        if (_bytes.Length - _byteCount < byteCount) { Array.Resize(ref _bytes, 2 * (_bytes.Length + byteCount)); }
        return _bytes.AsSpan(_byteCount, byteCount);
    }

    internal void Commit(in Token token)
    {
        _tokens.Add(token);
        _byteCount = token.TermStart + token.TermLength;
    }

    internal void AddWord(ulong hash, int sourceStart, int sourceLength)
    {
        _wordHashes.Add(hash);
        _wordSources.Add((sourceStart, sourceLength));
    }
}
