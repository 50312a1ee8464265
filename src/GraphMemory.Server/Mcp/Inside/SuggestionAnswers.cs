using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Inside;

/// <summary>Names, types or tags that begin as a person has typed so far.</summary>
internal static class SuggestionAnswers
{
    public const string Name = "suggest";

    public static ToolReply Show(ToolArguments read, McpCallContext context)
    {
        var kind = Enum.Parse<WordKind>(read.Choice("kind", nameof(WordKind.Name), nameof(WordKind.Name), nameof(WordKind.Type), nameof(WordKind.Tag)));
        var found = context.Host.Names.Beginning(context.WorkspaceId, kind, read.Text("beginning"));
        return ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteStartArray("words"u8);
            foreach (var word in found.Words) { writer.WriteStringValue(word); }
            writer.WriteEndArray();
            writer.WriteNumber("total"u8, found.Total);
        }));
    }
}
