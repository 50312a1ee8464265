using System.Collections.Immutable;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What became of the records of an import.</summary>
/// <param name="Read">Records understood, and lines that were not.</param>
/// <param name="Updated">Records that added something to what was there, or took its place.</param>
/// <param name="Skipped">Records that were there already.</param>
/// <param name="Healed">Lines that had to be repaired to be read.</param>
public sealed record ImportReport(long Read, long Created, long Updated, long Skipped, long Rejected, long Healed)
{
    /// <summary>Kinds of loss that are told apart; sources are hostile, so further ones share a name.</summary>
    private const int LossesMax = 200;

    public static ImportReport Empty { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>What was understood and left out: name and count.</summary>
    public ImmutableSortedDictionary<string, long> Lost { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public ImportReport Plus(MergeCounts counts) => this with
    {
        Created = Created + counts.Created, Updated = Updated + counts.Updated, Skipped = Skipped + counts.Skipped,
    };

    public ImportReport PlusLost(string what, long count)
    {
        var name = Lost.Count < LossesMax || Lost.ContainsKey(what) ? what : "other";
        return this with { Lost = Lost.SetItem(name, Lost.GetValueOrDefault(name) + count) };
    }
}
