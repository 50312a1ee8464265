using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp.Elicitation;

/// <summary>The schema of a form, written as the JSON that it becomes.</summary>
internal static class ElicitationForm
{
    /// <param name="properties">A JSON object: the fields by name.</param>
    public static ElicitRequestParams.RequestSchema Of(string properties, params string[] required)
    {
        var names = string.Join(',', required.Select(name => $"\"{JsonEncodedText.Encode(name)}\""));
        var schema = required.Length == 0
            ? $$"""{"type":"object","properties":{{properties}}}"""
            : $$"""{"type":"object","properties":{{properties}},"required":[{{names}}]}""";
        return (ElicitRequestParams.RequestSchema)JsonSerializer.Deserialize(
            schema, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ElicitRequestParams.RequestSchema)))!;
    }
}
