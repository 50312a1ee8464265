using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp;

/// <summary>What a client is told about a tool. Schemas are JSON Schema texts, checked by a test to be well formed.</summary>
/// <param name="Text">For the model: what it does and when to call it.</param>
internal sealed record ToolDescription(string Title, string Text, string InputSchema, string OutputSchema, ToolEffect Effect)
{
    public Tool ToTool(string name) => new()
    {
        Name = name,
        Title = Title,
        Description = Text,
        InputSchema = Parse(InputSchema),
        OutputSchema = Parse(OutputSchema),
        Annotations = new ToolAnnotations
        {
            ReadOnlyHint = Effect == ToolEffect.Reads,
            DestructiveHint = Effect == ToolEffect.Deletes,
            IdempotentHint = Effect != ToolEffect.Adds,
            OpenWorldHint = false,
        },
    };

    private static JsonElement Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }
}

/// <summary>What a call can do to the memory.</summary>
internal enum ToolEffect
{
    Reads,
    Adds,
    /// <summary>Closes what stands; calling twice changes nothing more.</summary>
    Deletes,
}
