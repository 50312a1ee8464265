using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Tests.ImportExport.Foreign;

/// <summary>What a format reads out of a sample, by kind.</summary>
internal sealed class ForeignReading
{
    public ForeignReading(RecordFormat format, string sample, ImportOptions? options = null)
    {
        using var folder = new TestFolder();
        using var source = ImportSource.At(ForeignSamples.Make(folder, sample));
        Items = [.. format.Read(source, options ?? ImportOptions.Default)];
    }

    public IReadOnlyList<SourceItem> Items { get; }

    public IReadOnlyList<ObservationItem> Memories => [.. Items.OfType<ObservationItem>()];

    public IEnumerable<string> Texts => Memories.Select(memory => memory.Text);

    public IEnumerable<string> Relations => Items.OfType<RelationItem>().Select(relation => $"{relation.From} {relation.Type} {relation.To}");

    public IEnumerable<string> Rejected => Items.OfType<RejectedItem>().Select(rejected => rejected.Reason);

    public IEnumerable<string> Lost => Items.OfType<LostItem>().Select(lost => lost.What);

    public ObservationItem Memory(string text) => Memories.Single(memory => memory.Text == text);

    public static string Metadata(ObservationItem memory) => Metadata(memory.Circumstances);

    public static string Metadata(Circumstances circumstances) => string.Join("; ", circumstances.Metadata.Select(pair => $"{pair.Key}={pair.Value}"));
}
