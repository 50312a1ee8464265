namespace GraphMemory.Engine.Workspaces;

/// <summary>What a merge did, or what a preview says it would do.</summary>
/// <param name="Entities">Made in the target.</param>
/// <param name="Joined">Entities that the target had under the same name.</param>
/// <param name="Facts">Recorded in the target, closed versions included.</param>
/// <param name="Known">Facts that stood in the target already; a preview does not know them, and counts them as facts.</param>
/// <param name="Closed">Versions closed in the target, as they are in the source.</param>
/// <param name="Conflicts">Contradictions found between the two.</param>
/// <param name="Seq">Position of the source's log up to which it was carried over.</param>
public sealed record MergeReport(long Entities, long Joined, long Facts, long Known, long Closed, long Conflicts, long Seq)
{
    public static MergeReport Empty { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>The source was deleted after the merge.</summary>
    public bool IsSourceDeleted { get; init; }

    public MergeReport And(MergeReport next) => new(
        Entities + next.Entities, Joined + next.Joined, Facts + next.Facts, Known + next.Known, Closed + next.Closed, Conflicts + next.Conflicts,
        Math.Max(Seq, next.Seq));
}
