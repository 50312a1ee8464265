namespace GraphMemory.Engine.Graph;

/// <summary>A point in both times: what was true at <see cref="ValidMs"/>, as the log knew it at <see cref="Seq"/> (Snodgrass, 1999).</summary>
/// <param name="ValidMs">Valid time, Unix milliseconds.</param>
/// <param name="Seq">Transaction time: the last log position that counts.</param>
public readonly record struct AsOf(long ValidMs, long Seq);
