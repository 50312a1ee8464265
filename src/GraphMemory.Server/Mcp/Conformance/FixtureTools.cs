#pragma warning disable MCP9005 // The suite still asks for logging, sampling and roots, which 2026-07-28 has deprecated.

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>Tools that answer by themselves: one content kind each, progress, log messages, an error, a capability that is asked for.</summary>
internal sealed class FixtureTools(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Given by the suite word for word: a server must hand a schema on as it is (SEP-1613, SEP-2106).
    private const string RichSchema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
         "$defs":{"address":{"$anchor":"addressDef","type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
         "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},"contactMethod":{"type":"string","enum":["phone","email"]},
           "phone":{"type":"string"},"email":{"type":"string"}},
         "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
         "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
         "then":{"required":["phone"]},"else":{"required":["email"]},"additionalProperties":false}
        """;

    public ImmutableArray<FixtureTool> All =>
    [
        FixtureTool.Answering("test_simple_text", "Answers with text", FixtureContent.Text("This is a simple text response for testing.")),
        FixtureTool.Answering("test_image_content", "Answers with an image", FixtureContent.Image()),
        FixtureTool.Answering("test_audio_content", "Answers with sound", FixtureContent.Audio()),
        FixtureTool.Answering("test_embedded_resource", "Answers with a resource",
            FixtureContent.Resource("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        FixtureTool.Answering("test_multiple_content_types", "Answers with text, an image and a resource",
            FixtureContent.Text("Multiple content types test:"), FixtureContent.Image(),
            FixtureContent.Resource("test://mixed-content-resource", "application/json", """{"test":"data","value":123}""")),
        FixtureTool.Answering("test_streaming_elicitation", "Answers on its stream without asking anything", FixtureContent.Text("nothing was asked")),
        new("test_error_handling", "Fails", (_, _) => ValueTask.FromResult(new CallToolResult
        {
            IsError = true, Content = [FixtureContent.Text("This tool intentionally returns an error for testing")],
        })),
        new("test_tool_with_progress", "Reports how far it is", ProgressAsync),
        new("test_tool_with_logging", "Logs three messages",
            (request, token) => LogAsync(request, ["Tool execution started", "Tool processing data", "Tool execution completed"], token)),
        new("test_logging_tool", "Logs one message to whoever asked for messages", (request, token) => LogAsync(request, ["logged"], token)),
        new("test_missing_capability", "Needs a client that can sample", (request, _) => request.Server.ClientCapabilities?.Sampling is null
            ? throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new SamplingCapability() })
            : ValueTask.FromResult(FixtureTool.Said("the client can sample"))),
        FixtureTool.Answering("json_schema_2020_12_tool", "Has a schema with many keywords", FixtureContent.Text("taken")) with { InputSchema = RichSchema },
    ];

    private async ValueTask<CallToolResult> ProgressAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        foreach (var percent in (int[])[0, 50, 100])
        {
            if (percent > 0) { await Task.Delay(Pause, time, cancellationToken); }
            if (request.Params.ProgressToken is not { } token) { continue; }
            await request.Server.NotifyProgressAsync(
                token, new ProgressNotificationValue { Progress = percent, Total = 100 }, cancellationToken: cancellationToken);
        }

        return FixtureTool.Said("done");
    }

    private async ValueTask<CallToolResult> LogAsync(
        RequestContext<CallToolRequestParams> request, string[] messages, CancellationToken cancellationToken)
    {
        var isFirst = true;
        foreach (var message in messages)
        {
            if (!isFirst) { await Task.Delay(Pause, time, cancellationToken); }
            isFirst = false;
            if (WantedLevel(request) is not { } level || level > LoggingLevel.Info) { continue; }
            await request.Server.SendMessageAsync(
                new JsonRpcNotification
                {
                    Method = NotificationMethods.LoggingMessageNotification,
                    Params = new JsonObject { ["level"] = "info", ["logger"] = "conformance", ["data"] = message },
                },
                cancellationToken);
        }

        return FixtureTool.Said("done");
    }

    // 2026-07-28 says it in each request, 2025-11-25 once for the session.
    private static LoggingLevel? WantedLevel(RequestContext<CallToolRequestParams> request) =>
        request.JsonRpcRequest.Context?.LogLevel ?? request.Server.LoggingLevel;
}
