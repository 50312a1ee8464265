using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Csv;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>Understands nodes and edges: those of this product, and those of other tools, whose attributes have many names.</summary>
internal sealed class GraphMlReader(ImportOptions options)
{
    private static readonly Provenance Origin = new(Tool: "import");

    /// <summary>Attributes that only place or paint an element.</summary>
    private static readonly FrozenSet<string> Drawing = new[]
    {
        "x", "y", "z", "size", "color", "colour", "r", "g", "b", "width", "height", "shape", "nodegraphics",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of nodes whose id is something else.</summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IEnumerable<SourceItem> Read(GraphMlElement element, bool isOurs)
    {
        var place = new SourcePlace(element.Line);
        if (element.Id.Length == 0 || (element.IsEdge && element.Target.Length == 0)) { return [new RejectedItem(place, element.IsEdge ? "lacks an end" : "has no id", "")]; }
        return (element.IsEdge, isOurs) switch
        {
            (false, true) => OurNode(place, element),
            (true, true) => [OurEdge(place, element)],
            (false, false) => Node(place, element),
            _ => Edge(place, element),
        };
    }

    private IEnumerable<SourceItem> OurNode(SourcePlace place, GraphMlElement element)
    {
        var name = ExactXml.TextOf(element.Take(GraphMlKeys.Name) ?? element.Id);
        _names[element.Id] = name;
        var observations = element.Take(GraphMlKeys.Observations);
        return
        [
            Naming.Item(place, name, ExactXml.TextOf(element.Take(GraphMlKeys.Type) ?? ""), element.Take(GraphMlKeys.Naming)),
            .. observations is null ? [] : Observations(place, name, observations),
        ];
    }

    private List<SourceItem> Observations(SourcePlace place, string about, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(element => Observation(place, about, element))]
                : [new RejectedItem(place, "has observations that are no list", json)];
        }
        catch (JsonException exception)
        {
            return [new RejectedItem(place, $"has observations that are not JSON: {exception.Message}", json)];
        }
    }

    private SourceItem Observation(SourcePlace place, string about, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) { return new RejectedItem(place, "has an observation that is no object", JsonFields.RawOf(element)); }
        var fields = new JsonFields(element);
        if (fields.Text("text") is not { } text) { return new RejectedItem(place, "has an observation without text", JsonFields.RawOf(element)); }
        var circumstances = CircumstancesJson.Read(fields, options.Zone, Provenance.None);
        return new ObservationItem(place, text, circumstances with { Metadata = new MetadataText().AddFields(fields.Take("metadata")).ToMetadata() }) { About = about };
    }

    private RelationItem OurEdge(SourcePlace place, GraphMlElement element)
    {
        var metadata = new MetadataText();
        if (element.Take(GraphMlKeys.Metadata) is { } json) { metadata.AddJson(GraphMlKeys.Metadata, json); }
        return new RelationItem(place, NameOf(element.Id), NameOf(element.Target), ExactXml.TextOf(element.Take(GraphMlKeys.Type) ?? ""), new Circumstances
        {
            Polarity = PolarityText.Parse(element.Take(GraphMlKeys.Polarity)) ?? Polarity.Affirmed,
            Valid = new ValidTime(Instant(element, GraphMlKeys.ValidFrom) ?? ValidTime.Beginning, Instant(element, GraphMlKeys.ValidTo) ?? ValidTime.Open),
            Confidence = Unit(element, GraphMlKeys.Confidence) ?? 1,
            Tags = TagCell.Parse(element.Take(GraphMlKeys.Tags)),
            Metadata = metadata.ToMetadata(),
            Provenance = ProvenanceText.Of(part => element.Take(part) is { } value ? ExactXml.TextOf(value) : null),
        }) { Weight = Unit(element, GraphMlKeys.Weight) ?? 1 };
    }

    private IEnumerable<SourceItem> Node(SourcePlace place, GraphMlElement element)
    {
        var name = element.Take("name", "title", "entity_name") ?? element.Take("label") ?? element.Id;
        if (name != element.Id) { _names[element.Id] = name; }
        yield return new EntityItem(place, name, (element.Take("type", "entity_type", "labels", "kind", "category") ?? options.Type ?? Remember.DefaultType).TrimStart(':'));
        foreach (var field in new[] { "description", "observation", "text", "content", "summary", "note" })
        {
            if (element.Take(field) is { } text) { yield return About(place, name, text, null); }
        }

        foreach (var (field, value) in element.Rest)
        {
            if (Drawing.Contains(field)) { yield return new LostItem(place, $"attribute {field}"); }
            else { yield return About(place, name, $"{field}: {value}", field); }
        }
    }

    private static ObservationItem About(SourcePlace place, string name, string text, string? property) => new(place, text, Circumstances.Default with
    {
        Metadata = new MetadataText().Add("property", property).ToMetadata(), Provenance = Origin,
    }) { About = name };

    private IEnumerable<SourceItem> Edge(SourcePlace place, GraphMlElement element)
    {
        var type = element.Take("type", "relationship", "relation", "predicate", "rel_type") ?? element.Take("label", "name") ?? "related_to";
        var weight = Unit(element, GraphMlKeys.Weight);
        var metadata = new MetadataText();
        foreach (var (field, value) in element.Rest)
        {
            if (Drawing.Contains(field)) { yield return new LostItem(place, $"attribute {field}"); }
            else { metadata.Add(field, value); }
        }

        var circumstances = Circumstances.Default with { Metadata = metadata.ToMetadata(), Provenance = Origin };
        yield return new RelationItem(place, NameOf(element.Id), NameOf(element.Target), type.TrimStart(':'), circumstances) { Weight = weight ?? 1 };
    }

    private string NameOf(string id) => _names.GetValueOrDefault(id, id);

    private long? Instant(GraphMlElement element, string name) => element.Take(name) is { } text ? InstantText.Parse(text, options.Zone) : null;

    /// <summary>A number from 0 to 1; any other stays for the metadata.</summary>
    private static float? Unit(GraphMlElement element, string name)
    {
        if (element.Take(name) is not { } text) { return null; }
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1) { return value; }
        element.Add(name, text);
        return null;
    }
}
