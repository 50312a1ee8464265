using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>What a statement carries besides its content, as fields of a JSON object; whatever has its usual value is left out.</summary>
internal static class CircumstancesJson
{
    public static void Write(Utf8JsonWriter writer, LiveFact fact)
    {
        var statement = fact.Statement;
        if (fact.Said != Polarity.Affirmed) { writer.WriteString("polarity"u8, PolarityText.Of(fact.Said)); }
        if (InstantText.Bound(statement.Valid.FromMs) is { } from) { writer.WriteString("validFrom"u8, from); }
        if (InstantText.Bound(statement.Valid.ToMs) is { } to) { writer.WriteString("validTo"u8, to); }
        if (statement.Confidence != 1) { writer.WriteNumber("confidence"u8, statement.Confidence); }
        if (statement.Kind == FactKind.Relation && statement.Weight != 1) { writer.WriteNumber("weight"u8, statement.Weight); }
        if (!statement.Tags.IsEmpty)
        {
            writer.WriteStartArray("tags"u8);
            foreach (var tag in statement.Tags) { writer.WriteStringValue(tag); }
            writer.WriteEndArray();
        }

        if (!statement.Metadata.IsEmpty)
        {
            writer.WriteStartObject("metadata"u8);
            foreach (var (name, value) in statement.Metadata) { writer.WriteString(name, value); }
            writer.WriteEndObject();
        }

        if (statement.Provenance != Provenance.None) { Write(writer, statement.Provenance); }
    }

    /// <summary>Takes the fields of circumstances; metadata is left to the caller, who may have more of it.</summary>
    /// <param name="provenance">Of a record that names none.</param>
    public static Circumstances Read(JsonFields fields, TimeZoneInfo zone, Provenance provenance) => new()
    {
        Polarity = PolarityText.Parse(fields.Text("polarity")) ?? Polarity.Affirmed,
        Valid = new ValidTime(
            fields.Instant(zone, "validFrom", "valid_from") ?? ValidTime.Beginning, fields.Instant(zone, "validTo", "valid_to") ?? ValidTime.Open),
        Confidence = Unit(fields, "confidence") ?? 1,
        Tags = fields.Tags("tags"),
        Provenance = Source(fields) ?? provenance,
    };

    /// <summary>A number from 0 to 1; anything else is left over.</summary>
    public static float? Unit(JsonFields fields, string name) => (float?)fields.Number(name, 0, 1);

    private static void Write(Utf8JsonWriter writer, Provenance source)
    {
        writer.WriteStartObject("provenance"u8);
        foreach (var (name, value) in ProvenanceText.Parts(source)) { writer.WriteString(name, value); }
        writer.WriteEndObject();
    }

    private static Provenance? Source(JsonFields fields)
    {
        if (fields.Take("provenance") is not { ValueKind: JsonValueKind.Object } source) { return null; }
        var parts = new JsonFields(source);
        return ProvenanceText.Of(name => parts.Text(name));
    }
}
