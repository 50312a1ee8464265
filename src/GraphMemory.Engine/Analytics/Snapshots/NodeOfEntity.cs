namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>The node of an entity's id. Ids are positions of a log, so they lie close together: a table in pages answers without hashing, and
/// stretches of the log that hold only facts cost a pointer.</summary>
internal sealed class NodeOfEntity(long headSeq)
{
    private const int PageBits = 10;
    private const int PageMask = (1 << PageBits) - 1;

    private readonly int[]?[] _pages = new int[]?[(headSeq >> PageBits) + 1];

    /// <summary>−1 when there is none.</summary>
    public int this[long id]
    {
        get => (ulong)id >> PageBits < (ulong)_pages.Length && _pages[id >> PageBits] is { } page ? page[(int)id & PageMask] - 1 : -1;
        set => (_pages[id >> PageBits] ??= new int[1 << PageBits])[(int)id & PageMask] = value + 1;
    }
}
