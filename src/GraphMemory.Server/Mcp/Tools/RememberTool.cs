using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class RememberTool : IMcpTool
{
    private const string Fields = """
        "text":{"type":"string","description":"One statement, complete in itself"},
        "about":{"type":"string","description":"Name of the thing it is about; created when new. Without it the statement becomes a note"},
        "type":{"type":"string","description":"Kind of thing that about names, when it is new"},
        "tags":{"type":"array","items":{"type":"string"}},
        "validFrom":{"type":"string","description":"When it began to hold, ISO 8601"},
        "validTo":{"type":"string","description":"When it ceased to hold, ISO 8601"},
        "confidence":{"type":"number","minimum":0,"maximum":1},
        "supersedes":{"type":"integer","description":"Id of the fact that this one corrects"},
        "file":{"type":"string","description":"Where it comes from: path"},
        "commit":{"type":"string","description":"Where it comes from: commit"},
        "url":{"type":"string","description":"Where it comes from: address"}
        """;

    private const string Items = $$"""
        "items":{"type":"array","description":"Several statements at once, instead of text","items":{"type":"object","properties":{ {{Fields}} },"required":["text"]} }
        """;

    public string Name => "remember";

    public ToolDescription Description { get; } = new(
        "Remember",
        "Store what will matter later: a decision and its reason, a preference, a convention, a cause, a place. One statement each. "
            + "Repeating a statement changes nothing; contradictions with what stands are reported.",
        GraphSchemas.Input(Fields, "[]", Items, LayerArguments.Layer, GraphSchemas.IdempotencyKey),
        """
        {"type":"object","properties":{"remembered":{"type":"array","items":{"type":"object","properties":{
          "id":{"type":"integer"},"entity":{"type":"string"},"isNew":{"type":"boolean"},
          "conflictsWith":{"type":"array","items":{"type":"integer"}}},"required":["id","entity","isNew"]}}},"required":["remembered"]}
        """,
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        ImmutableArray<NewObservation> observations = read.Has("items")
            ? read.Objects("items", item => Observation(item, context))
            : [Observation(read, context)];
        var layer = LayerArguments.Written(read);
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        var target = await context.OnLayerAsync(layer);
        if (!target.IsSuccess) { return ToolReply.Failure(target.Problem); }
        var reply = await target.Value.WriteAsync(new Remember(observations), Show);
        // Who is asked about contradictions is asked about those of the workspace in use.
        return layer == LayerArguments.User ? reply with { Conflicts = default } : reply;
    }

    private static NewObservation Observation(ToolArguments item, McpCallContext context)
    {
        var usual = context.Circumstances;
        var circumstances = usual with
        {
            Valid = new ValidTime(item.InstantOrNull("validFrom") ?? ValidTime.Beginning, item.InstantOrNull("validTo") ?? ValidTime.Open),
            SupersedesId = item.LongOrNull("supersedes"),
            Confidence = (float)item.Share("confidence", 1),
            Tags = item.Texts("tags", isRequired: false),
            Provenance = usual.Provenance with
            {
                File = item.TextOrNull("file"), Commit = item.TextOrNull("commit"), Url = item.TextOrNull("url"),
            },
        };
        var (about, type) = (item.TextOrNull("about"), item.TextOrNull("type"));
        return new NewObservation(item.Text("text"), about, about is null ? null : type, circumstances);
    }

    private static ToolReply Show(ImmutableArray<Recorded> recorded) => ToolReply.Prose(
        string.Join('\n', recorded.Select(Line)),
        writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteStartArray("remembered"u8);
            foreach (var item in recorded) { Write(writer, item); }
            writer.WriteEndArray();
        }));

    private static string Line(Recorded item)
    {
        var line = item.IsNew ? $"Remembered as #{item.FactId} about {item.EntityName}." : $"Already known as #{item.FactId} about {item.EntityName}.";
        return item.Conflicts.IsEmpty
            ? line
            : $"{line} It contradicts {string.Join(", ", item.Conflicts.Select(conflict => $"#{conflict.EarlierId}"))}: if that no longer holds, remember this again with supersedes.";
    }

    private static void Write(Utf8JsonWriter writer, Recorded item)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id"u8, item.FactId);
        writer.WriteString("entity"u8, item.EntityName);
        writer.WriteBoolean("isNew"u8, item.IsNew);
        if (!item.Conflicts.IsEmpty)
        {
            writer.WriteStartArray("conflictsWith"u8);
            foreach (var conflict in item.Conflicts) { writer.WriteNumberValue(conflict.EarlierId); }
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
