using System.Text.Json;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>
/// Memories as JSON objects, in an array, one after the other, or in the lists of one object: {id, content, type, tags, metadata, created_at,
/// updated_at, relationships}, entities {name, type}, relations {from, to, type}. Fields that have no place of their own go to the metadata.
/// </summary>
internal sealed class MemoryListFormat : RecordFormat
{
    private static readonly string[] Lists = ["entities", "memories", "relations", "results", "items", "data", "records"];

    public override string Name => "json";

    public override string Summary => "JSON memories {content, type, tags, metadata}, entities and relations: an array, lists, or one object a line";

    protected override GraphParts Holds => GraphParts.All;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder || sample.Text.AsSpan().TrimStart() is not ['[' or '{', ..]) { return Likeness.None; }
        try
        {
            using var head = new MemoryStream(sample.Head.ToArray());
            return Read(head, ImportOptions.Default).Any(item => item is ObservationItem or RelationItem or EntityItem) ? Likeness.Likely : Likeness.None;
        }
        catch (InvalidDataException)
        {
            return Likeness.None;
        }
    }

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        using var stream = source.Open();
        foreach (var item in Read(stream, options)) { yield return item; }
    }

    protected override void Write(LiveGraph graph, Stream output) => MemoryListWriter.Write(graph, output);

    private static IEnumerable<SourceItem> Read(Stream stream, ImportOptions options)
    {
        var reader = new MemoryListReader(options);
        foreach (var record in new JsonRecords(stream, Lists).All())
        {
            foreach (var item in Items(reader, record)) { yield return item; }
        }
    }

    private static IReadOnlyList<SourceItem> Items(MemoryListReader reader, JsonRecord record)
    {
        try
        {
            using var document = JsonDocument.Parse(record.Json);
            return reader.Read(record.Number, document.RootElement);
        }
        catch (JsonException exception)
        {
            return [new RejectedItem(new SourcePlace(record.Number), $"is not JSON: {exception.Message}", System.Text.Encoding.UTF8.GetString(record.Json.Span))];
        }
    }
}
