using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>Understands one object of a memory list by the fields that it has.</summary>
internal sealed class MemoryListReader(ImportOptions options)
{
    /// <summary>Memories of such lists are known by their id under this name.</summary>
    private const string SourceName = "json";

    private static readonly Provenance Origin = new(Tool: "import");

    public IReadOnlyList<SourceItem> Read(long number, JsonElement record)
    {
        var place = new SourcePlace(number);
        if (record.ValueKind == JsonValueKind.String)
        {
            return [new ObservationItem(place, JsonFields.TextOf(record), Circumstances.Default with { Provenance = Origin })];
        }

        if (record.ValueKind != JsonValueKind.Object) { return [new RejectedItem(place, "is no object", JsonFields.RawOf(record))]; }
        var fields = new JsonFields(record);
        if (Relation(place, fields, sourceId: null) is { } relation) { return [relation]; }
        if (fields.Text("content", "text", "memory", "body") is { } content) { return Memory(place, content, fields); }
        if (fields.Text("name", "title") is { } name) { return Entity(place, name, fields); }
        return [new RejectedItem(place, "has neither content, nor a name, nor two ends of a relation", JsonFields.RawOf(record))];
    }

    private List<SourceItem> Memory(SourcePlace place, string content, JsonFields fields)
    {
        var items = new List<SourceItem>();
        var id = fields.Text("id", "memory_id", "uuid");
        var memory = id is null ? (MemoryId?)null : new MemoryId(SourceName, id);
        if (fields.Take("embedding", "embeddings", "vector") is not null) { items.Add(new LostItem(place, "embeddings")); }
        var relations = fields.Take("relationships", "relations");
        var (created, updated) = (fields.Instant(options.Zone, "created_at", "createdAt", "timestamp"), fields.Instant(options.Zone, "updated_at", "updatedAt"));
        var about = fields.Text("about", "entity", "entityName");
        var type = fields.Text("type", "memory_type", "kind");
        var circumstances = CircumstancesJson.Read(fields, options.Zone, about is null ? Origin : Provenance.None);
        var metadata = new MetadataText().AddFields(fields.Take("metadata")).AddTimes(created, updated);
        items.Insert(0, new ObservationItem(place, content, circumstances with { Metadata = metadata.AddRest(fields).ToMetadata() })
        {
            About = about, EntityType = type, Memory = about is null ? memory : null, ChangedAtMs = updated ?? created,
        });
        if (relations is { ValueKind: JsonValueKind.Array } list && memory is { } from) { items.AddRange(Relations(place, list, from)); }
        return items;
    }

    private IEnumerable<SourceItem> Relations(SourcePlace place, JsonElement list, MemoryId from)
    {
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object && Relation(place, new JsonFields(element), from.Id) is { } relation) { yield return relation; }
            else { yield return new RejectedItem(place, "is no relation with a target", JsonFields.RawOf(element)); }
        }
    }

    /// <summary>Ends are names of entities, or ids of memories in the same list.</summary>
    private RelationItem? Relation(SourcePlace place, JsonFields fields, string? sourceId)
    {
        var from = fields.Text("from") ?? NoteName(fields.Text("source_id", "from_id", "sourceId") ?? sourceId);
        if (from is null || (fields.Text("to") ?? NoteName(fields.Text("target_id", "to_id", "targetId"))) is not { } to) { return null; }
        var type = fields.Text("type", "relationType", "relationship_type", "relation_type") ?? "related_to";
        var weight = CircumstancesJson.Unit(fields, "weight") ?? CircumstancesJson.Unit(fields, "strength") ?? 1;
        var created = fields.Instant(options.Zone, "created_at", "createdAt");
        var circumstances = CircumstancesJson.Read(fields, options.Zone, Provenance.None);
        var metadata = new MetadataText().AddFields(fields.Take("metadata", "properties")).AddTimes(created, null).AddRest(fields).ToMetadata();
        return new RelationItem(place, from, to, type, circumstances with { Metadata = metadata }) { Weight = weight };
    }

    private List<SourceItem> Entity(SourcePlace place, string name, JsonFields fields)
    {
        var type = fields.Text("entityType", "type") ?? options.Type ?? Engine.Graph.Commands.Remember.DefaultType;
        var items = new List<SourceItem> { Naming.Item(place, name, type, fields.Text("naming")) };
        if (fields.Take("observations") is { ValueKind: JsonValueKind.Array } texts)
        {
            items.AddRange(texts.EnumerateArray().Select(text =>
                new ObservationItem(place, JsonFields.TextOf(text), Circumstances.Default with { Provenance = Origin }) { About = name }));
        }

        items.AddRange(fields.Rest.Select(field => new LostItem(place, $"field {field.Key} of entities")));
        return items;
    }

    private static string? NoteName(string? id) => id is null ? null : new MemoryId(SourceName, id).NoteName;
}
