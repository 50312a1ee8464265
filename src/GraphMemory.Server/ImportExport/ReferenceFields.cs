using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport;

/// <summary>The fields of one object of the memory file, filled token by token, so that those before a break are not lost.</summary>
internal sealed class ReferenceFields
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder _observations = ImmutableArray.CreateBuilder<string>();

    /// <summary>True when observations had to be made a list of strings.</summary>
    public bool WasMended { get; private set; }

    /// <summary>Reads up to and including the closing brace. Unknown fields are skipped.</summary>
    public void ReadFrom(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "observations") { ReadObservations(ref reader); }
            else if (reader.TokenType == JsonTokenType.String) { _texts[name] = reader.GetString()!; }
            else { reader.Skip(); }
        }
    }

    public ReferenceRecord? ToRecord(out string why)
    {
        why = "";
        switch (_texts.GetValueOrDefault("type"))
        {
            case "entity" when Has("name", "entityType"):
                return new ReferenceRecord(new NewEntity(_texts["name"], _texts["entityType"], _observations.ToImmutable()), null);
            case "relation" when Has("from", "to", "relationType"):
                return new ReferenceRecord(null, new RelationKey(_texts["from"], _texts["to"], _texts["relationType"]));
            case "entity":
                why = "is an entity without name or entityType";
                return null;
            case "relation":
                why = "is a relation without from, to or relationType";
                return null;
            case { } type:
                why = $"has the unknown type \"{type}\"";
                return null;
            default:
                why = "has no type; \"entity\" and \"relation\" are known";
                return null;
        }
    }

    private bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_texts.ContainsKey(name)) { return false; }
        }

        return true;
    }

    private void ReadObservations(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            WasMended = true;
            AddObservation(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) { AddObservation(ref reader); }
    }

    private void AddObservation(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _observations.Add(reader.GetString()!);
            return;
        }

        WasMended = true;
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
        {
            _observations.Add(Encoding.UTF8.GetString(reader.ValueSpan));
        }

        reader.Skip();
    }
}
