namespace GraphMemory.Engine.ImportExport;

/// <summary>What became of the records of an import.</summary>
/// <param name="Read">Records understood, and lines that were not.</param>
/// <param name="Updated">Records that added something to what was there.</param>
/// <param name="Skipped">Records that were there already.</param>
/// <param name="Healed">Lines that had to be repaired to be read.</param>
public sealed record ImportReport(long Read, long Created, long Updated, long Skipped, long Rejected, long Healed)
{
    public static ImportReport Empty { get; } = new(0, 0, 0, 0, 0, 0);

    public ImportReport Plus(MergeCounts counts) => this with
    {
        Created = Created + counts.Created, Updated = Updated + counts.Updated, Skipped = Skipped + counts.Skipped,
    };
}
