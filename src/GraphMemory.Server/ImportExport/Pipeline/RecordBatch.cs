using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>Items on their way from the reader to the writer: those to keep, those rejected, and what was left out.</summary>
internal sealed class RecordBatch(GraphLimits limits, ImportOptions options)
{
    /// <summary>Enough that a commit costs little beside it.</summary>
    private const int ItemsMax = 2_000;

    /// <summary>Bounds the memory of batches of long texts.</summary>
    private const int CharactersMax = 4 << 20;

    private const int RejectedTextMax = 4_096;

    private readonly List<SourceItem> _items = [];
    private readonly Dictionary<string, long> _lost = new(StringComparer.Ordinal);
    private int _characters;

    public List<RejectedLine> Rejected { get; } = [];

    /// <summary>Items of the source up to and including the last one of this batch.</summary>
    public long Position { get; private set; }

    public bool IsFull => _items.Count + Rejected.Count >= ItemsMax || _characters >= CharactersMax;

    public void Add(SourceItem item, long position)
    {
        Position = position;
        switch (item)
        {
            case RejectedItem rejected:
                Reject(rejected.Place, rejected.Reason, rejected.Text);
                break;
            case LostItem lost:
                Lose(lost.What, 1);
                break;
            default:
                Keep(item is ObservationItem observation ? WithDefaults(observation) : item);
                break;
        }
    }

    /// <summary>The command that stores this batch, its texts analysed already.</summary>
    public ImportBatch ToCommand()
    {
        var command = new ImportBatch(_items, options.OnConflict);
        command.Prepare();
        return command;
    }

    public ImportReport AddTo(ImportReport report)
    {
        foreach (var (what, count) in _lost) { report = report.PlusLost(what, count); }
        return report with { Read = report.Read + _items.Count + Rejected.Count, Rejected = report.Rejected + Rejected.Count };
    }

    private void Keep(SourceItem item)
    {
        if (ImportBatch.Fault(item, limits) is { } problem)
        {
            Reject(item.Place, problem.Detail, TextOf(item));
            return;
        }

        _items.Add(item);
        _characters += TextOf(item).Length;
    }

    private void Reject(SourcePlace place, string reason, string text)
    {
        Rejected.Add(new RejectedLine(place.Line, reason, text.Length > RejectedTextMax ? text[..RejectedTextMax] : text, place.File));
        _characters += Math.Min(text.Length, RejectedTextMax);
    }

    private ObservationItem WithDefaults(ObservationItem item)
    {
        var metadata = item.Circumstances.Metadata;
        if (item.Memory is { } memory && !metadata.ContainsKey(SourceMetadata.Id)) { metadata = metadata.SetItem(SourceMetadata.Id, memory.Id); }
        return item with
        {
            About = item.About ?? options.About,
            EntityType = item.EntityType ?? options.Type,
            Circumstances = Fitting(item.Circumstances with { Metadata = metadata }),
        };
    }

    /// <summary>A text is worth more than metadata or tags beyond a bound, so these are left out and not the text.</summary>
    private Circumstances Fitting(Circumstances circumstances)
    {
        if (circumstances.Tags.Length > limits.TagsPerFactMax)
        {
            Lose("tags beyond the bound", circumstances.Tags.Length - limits.TagsPerFactMax);
            circumstances = circumstances with { Tags = circumstances.Tags[..limits.TagsPerFactMax] };
        }

        var (metadata, length) = (circumstances.Metadata, circumstances.Metadata.Sum(Length));
        foreach (var pair in length <= limits.MetadataLengthMax ? [] : metadata.OrderByDescending(Length).ToList())
        {
            if (length <= limits.MetadataLengthMax) { break; }
            if (pair.Key == SourceMetadata.Id) { continue; }
            Lose("metadata beyond the bound", 1);
            (metadata, length) = (metadata.Remove(pair.Key), length - Length(pair));
        }

        return circumstances with { Metadata = metadata };

        static int Length(KeyValuePair<string, string> pair) => pair.Key.Length + pair.Value.Length;
    }

    private void Lose(string what, long count) => _lost[what] = _lost.GetValueOrDefault(what) + count;

    private static string TextOf(SourceItem item) => item switch
    {
        ObservationItem observation => observation.Text,
        RelationItem relation => $"{relation.From} {relation.Type} {relation.To}",
        EntityItem entity => entity.Name,
        _ => "",
    };
}
