using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Conformance;

internal delegate ValueTask<CallToolResult> FixtureCall(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken);

/// <summary>A tool that the conformance suite calls by name.</summary>
internal sealed record FixtureTool(string Name, string Text, FixtureCall Call, string InputSchema = """{"type":"object"}""")
{
    public Tool ToTool()
    {
        using var schema = JsonDocument.Parse(InputSchema);
        return new Tool { Name = Name, Description = Text, InputSchema = schema.RootElement.Clone() };
    }

    public static FixtureTool Answering(string name, string text, params ContentBlock[] content) =>
        new(name, text, (_, _) => ValueTask.FromResult(new CallToolResult { Content = content }));

    public static CallToolResult Said(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
