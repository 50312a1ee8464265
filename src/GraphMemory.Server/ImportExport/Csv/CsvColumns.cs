using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>What a table holds, by its header.</summary>
internal enum CsvTable
{
    Unknown,
    Entities,
    Observations,
    Relations,
}

/// <summary>Which column means what. Columns that mean nothing here go to the metadata under their own name.</summary>
internal sealed class CsvColumns
{
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["text"] = Text, ["content"] = Text, ["memory"] = Text, ["observation"] = Text, ["note"] = Text, ["body"] = Text, ["fact"] = Text, ["description"] = Text,
        ["about"] = About, ["entity"] = About, ["entityname"] = About, ["subject"] = About,
        ["name"] = Name, ["title"] = Name,
        ["type"] = Type, ["entitytype"] = Type, ["memorytype"] = Type, ["kind"] = Type, ["relation"] = Type, ["relationtype"] = Type,
        ["relationshiptype"] = Type, ["predicate"] = Type, ["label"] = Type,
        ["from"] = From, ["source"] = From, ["sourceid"] = From, ["fromid"] = From, ["to"] = To, ["target"] = To, ["targetid"] = To, ["toid"] = To,
        ["id"] = Id, ["memoryid"] = Id, ["uuid"] = Id,
        ["tags"] = Tags, ["labels"] = Tags, ["keywords"] = Tags,
        ["createdat"] = Created, ["created"] = Created, ["date"] = Created, ["timestamp"] = Created,
        ["updatedat"] = Updated, ["updated"] = Updated, ["modified"] = Updated,
        ["validfrom"] = ValidFrom, ["validto"] = ValidTo, ["polarity"] = Polarity, ["confidence"] = Confidence, ["weight"] = Weight,
        ["metadata"] = Metadata, ["naming"] = Naming,
        ["embedding"] = Embedding, ["embeddings"] = Embedding, ["vector"] = Embedding,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Sources = [.. Pipeline.ProvenanceText.Names];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _header;

    public const string Text = "text", About = "about", Name = "name", Type = "type", From = "from", To = "to", Id = "id", Tags = "tags",
        Created = "created", Updated = "updated", ValidFrom = "valid_from", ValidTo = "valid_to", Polarity = "polarity", Confidence = "confidence",
        Weight = "weight", Metadata = "metadata", Naming = "naming", Embedding = "embedding";

    /// <param name="map">Field by column name, as the user says; wins over what the names suggest.</param>
    public CsvColumns(IReadOnlyList<string?> header, ImmutableDictionary<string, string> map)
    {
        _header = [.. header.Select((name, i) => string.IsNullOrWhiteSpace(name) ? $"column {i + 1}" : name.Trim())];
        for (var i = 0; i < _header.Count; i++)
        {
            if (map.TryGetValue(_header[i], out var said)) { _places[said] = i; }
        }

        for (var i = 0; i < _header.Count; i++)
        {
            if (!_places.ContainsValue(i) && Meaning(_header[i]) is { } meaning) { _places.TryAdd(meaning, i); }
        }

        Rest = [.. Enumerable.Range(0, _header.Count).Where(i => !_places.ContainsValue(i))];
        IsOurs = _places.ContainsKey(Naming) || Sources.All(_places.ContainsKey);
    }

    /// <summary>Fields that a map may name.</summary>
    public static ImmutableArray<string> Fields { get; } = [.. Synonyms.Values.Distinct().Concat(Pipeline.ProvenanceText.Names)];

    /// <summary>Columns without a meaning, by place.</summary>
    public ImmutableArray<int> Rest { get; }

    /// <summary>True for a table that this product wrote: then what is not said is not so.</summary>
    public bool IsOurs { get; }

    public CsvTable Table =>
        _places.ContainsKey(From) && _places.ContainsKey(To) ? CsvTable.Relations
        : _places.ContainsKey(Text) ? CsvTable.Observations
        : _places.ContainsKey(Name) ? CsvTable.Entities
        : CsvTable.Unknown;

    public string NameAt(int column) => column < _header.Count ? _header[column] : $"column {column + 1}";

    public bool Has(string field) => _places.ContainsKey(field);

    public string? Value(IReadOnlyList<string?> row, string field) =>
        _places.TryGetValue(field, out var at) && at < row.Count ? row[at] : null;

    private static string? Meaning(string column)
    {
        var plain = string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Synonyms.GetValueOrDefault(plain) ?? Sources.FirstOrDefault(source => source == plain);
    }
}
