namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>The frontier of a traversal and the one that comes after it, in one array of n nodes: several threads append to the next, then it slides
/// into the place of the present one.</summary>
public sealed class SlidingQueue(int capacity)
{
    private readonly int[] _nodes = new int[capacity];
    private int _start;
    private int _end;
    private int _next;

    /// <summary>The present frontier.</summary>
    public ReadOnlySpan<int> Frontier => _nodes.AsSpan(_start, _end - _start);

    public int Count => _end - _start;

    public void Clear() => (_start, _end, _next) = (0, 0, 0);

    /// <summary>Room for nodes of the next frontier, for the caller alone.</summary>
    public Span<int> Reserve(int count) => _nodes.AsSpan(Interlocked.Add(ref _next, count) - count, count);

    public void Append(ReadOnlySpan<int> nodes) => nodes.CopyTo(Reserve(nodes.Length));

    public void Slide() => (_start, _end) = (_end, _next);
}
