namespace GraphMemory.Sqlite.Graph;

/// <summary>The row id of an entity, fact or log event: workspace in the upper bits, position in the lower 40.</summary>
internal static class RowKey
{
    public const int SeqBits = 40;

    public const long SeqMax = (1L << SeqBits) - 1;

    public static long Of(long workspaceId, long seq) => (workspaceId << SeqBits) | Math.Clamp(seq, 0, SeqMax);

    public static long Seq(long key) => key & SeqMax;
}
