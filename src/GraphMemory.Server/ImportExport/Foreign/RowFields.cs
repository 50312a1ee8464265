using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>The columns of a row, each taken once. What is left over becomes metadata, so that nothing is lost unsaid; secrets never do.</summary>
internal sealed class RowFields(ForeignRow row, TimeZoneInfo zone)
{
    /// <summary>A longer value is left out, and said to be.</summary>
    private const int ValueLengthMax = 4_096;

    /// <summary>Together they stay below what one fact may carry.</summary>
    private const int MetadataLengthMax = 12_288;

    private const int TagsMax = 64;

    private readonly bool[] _isTaken = new bool[row.Columns.Length];
    private readonly List<string> _lost = [];

    public SourcePlace Place { get; } = new(row.Number, row.Table.Length == 0 ? null : row.Table);

    /// <summary>The first of these that holds something.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var index = row.Columns.IndexOf(name);
            if (index < 0 || index >= row.Values.Length || string.IsNullOrEmpty(row.Values[index])) { continue; }
            _isTaken[index] = true;
            return row.Values[index];
        }

        return null;
    }

    /// <summary>A column as it stands, not taken.</summary>
    public string? Peek(string name) => row[name] is { Length: > 0 } text ? text : null;

    /// <summary>Columns that only repeat or measure what the row says; they are passed over in silence.</summary>
    public RowFields PassOver(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row.Columns.IndexOf(name) is var index && index >= 0) { _isTaken[index] = true; }
        }

        return this;
    }

    /// <summary>Columns that a memory has no place for; they are counted.</summary>
    public RowFields LeaveOut(string what, params ReadOnlySpan<string> names)
    {
        if (Text(names) is not null) { _lost.Add(what); }
        return this;
    }

    /// <summary>An instant, Unix milliseconds; what cannot be read as one stays in the metadata.</summary>
    public long? Instant(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row[name] is not { Length: > 0 } text || InstantText.Parse(text, zone) is not { } atMs) { continue; }
            PassOver(name);
            return atMs;
        }

        return null;
    }

    /// <summary>A number from 0 to 1; anything else stays in the metadata.</summary>
    public float? Unit(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!float.TryParse(row[name], CultureInfo.InvariantCulture, out var number) || number is not (>= 0 and <= 1)) { continue; }
            PassOver(name);
            return number;
        }

        return null;
    }

    /// <summary>A list in JSON or in Python's form, or texts with commas between.</summary>
    public ImmutableArray<string> Tags(params ReadOnlySpan<string> names) => Capped(TagText.Of(List(names)));

    /// <summary>The items of a list; see <see cref="ForeignList"/>.</summary>
    public IReadOnlyList<string> List(params ReadOnlySpan<string> names) => Text(names) is { } text ? ForeignList.Items(text) : [];

    /// <summary>Tells of something that is left out.</summary>
    public void Lose(string what) => _lost.Add(what);

    public ImmutableArray<string> Capped(ImmutableArray<string> tags)
    {
        if (tags.Length <= TagsMax) { return tags; }
        Lose("tags beyond 64 of one memory");
        return tags[..TagsMax];
    }

    /// <summary>All that was not taken; objects named here are laid open. To be asked for last.</summary>
    public ImmutableSortedDictionary<string, string> Metadata(long? createdMs, long? updatedMs, params ReadOnlySpan<string> opened)
    {
        var metadata = new MetadataText().AddTimes(createdMs, updatedMs);
        var length = 0;
        foreach (var name in opened) { Open(metadata, name, ref length); }
        for (var i = 0; i < row.Columns.Length; i++)
        {
            if (_isTaken[i] || i >= row.Values.Length || row.Values[i] is not { Length: > 0 } value || IsEmpty(value)) { continue; }
            Add(metadata, row.Columns[i], value, ref length);
        }

        return metadata.ToMetadata();
    }

    /// <summary>What was left out, once the metadata was asked for.</summary>
    public IEnumerable<SourceItem> Lost() => _lost.Select(what => new LostItem(Place, what));

    private void Open(MetadataText metadata, string name, ref int length)
    {
        if (row[name] is not { Length: > 0 } text) { return; }
        var pairs = ForeignList.Pairs(text);
        if (pairs is null) { return; }
        PassOver(name);
        foreach (var (key, value) in pairs)
        {
            if (value.Length > 0 && !IsEmpty(value)) { Add(metadata, key, value, ref length); }
        }
    }

    private void Add(MetadataText metadata, string name, string value, ref int length)
    {
        if (SecretColumns.Has(name))
        {
            Lose($"{name}: a secret");
            return;
        }

        if (value.Length > ValueLengthMax || length + name.Length + value.Length > MetadataLengthMax)
        {
            Lose($"{name}: too long for metadata");
            return;
        }

        length += name.Length + value.Length;
        // Our own names say where the row comes from; a column that happens to be called so says something else.
        var isOurs = name is SourceMetadata.Id or SourceMetadata.Created or SourceMetadata.Updated;
        metadata.Add(isOurs ? $"original_{name}" : name, value);
    }

    private static bool IsEmpty(string value) => value is "{}" or "[]" or "null" or "None";
}
