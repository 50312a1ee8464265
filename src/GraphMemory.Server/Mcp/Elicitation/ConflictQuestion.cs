using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Elicitation;

/// <summary>
/// When a call has recorded a contradiction and its client can ask a person, the person decides which side stands. The call is done in the
/// first round; the second one repeats it under the same idempotency key, which gives the kept reply again and writes nothing, and settles
/// the conflicts. It is written in the way of 2026-07-28; for clients of 2025 the SDK turns the same question into a request.
/// </summary>
internal sealed class ConflictQuestion
{
    /// <summary>More than a person decides in one go; the rest stays open and is said to.</summary>
    private const int AskedMax = 5;

    private const string FormKey = "conflicts";

    private readonly McpConnection _connection;
    private readonly RequestContext<CallToolRequestParams> _request;
    private readonly string? _key;

    private ConflictQuestion(McpConnection connection, RequestContext<CallToolRequestParams> request, string? key) =>
        (_connection, _request, _key) = (connection, request, key);

    private bool CanAsk => _request.Server.ClientCapabilities?.Elicitation is not null && _request.Server.IsMrtrSupported;

    /// <exception cref="McpProtocolException">The state that came back is not ours.</exception>
    public static ConflictQuestion Of(McpConnection connection, RequestContext<CallToolRequestParams> request)
    {
        if (request.Params.RequestState is not { } state) { return new ConflictQuestion(connection, request, null); }
        return connection.Seal.Open(state) is { } content
            ? new ConflictQuestion(connection, request, Encoding.UTF8.GetString(content))
            : throw new McpProtocolException("requestState was altered, or its question is too old. Call the tool again without it.", McpErrorCode.InvalidParams);
    }

    /// <summary>The call under the key by which the second round finds its reply.</summary>
    public ToolCall Keyed(ToolCall call) =>
        _key is not null ? call with { Key = _key }
        : CanAsk && call.Key is null ? call with { Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) }
        : call;

    public async ValueTask<CallToolResult> AnswerAsync(ToolReply reply, ToolCall call, CancellationToken cancellationToken)
    {
        if (reply.IsError || reply.Conflicts.IsDefaultOrEmpty) { return reply.ToResult(); }
        var open = await OpenAsync(reply.Conflicts, cancellationToken);
        if (open.IsEmpty) { return reply.ToResult(); }
        if (!CanAsk) { return _connection.Profile.Name == ToolProfiles.Reference ? reply.ToResult() : Said(reply, $"{Listed(open)}\nBoth sides stay until someone decides."); }
        if (_request.Params.InputResponses?.TryGetValue(FormKey, out var answer) != true || answer!.RawValue.ValueKind != JsonValueKind.Object)
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest> { [FormKey] = Form(open) }, _connection.Seal.Close(Encoding.UTF8.GetBytes(call.Key!)));
        }

        return Said(reply, await SettleAsync(open, answer.RawValue, cancellationToken));
    }

    private async Task<ImmutableArray<OpenConflict>> OpenAsync(ImmutableArray<ConflictKey> conflicts, CancellationToken cancellationToken)
    {
        var reply = await _connection.InvokeAsync(ToolProfiles.All, Tools.ConflictsTool.ToolName, _request.Server, writer =>
        {
            writer.WriteStartArray("facts"u8);
            foreach (var conflict in conflicts) { writer.WriteNumberValue(conflict.LaterId); }
            writer.WriteEndArray();
        }, cancellationToken);
        return reply.Structured is { } found ? [.. found.GetProperty("conflicts").EnumerateArray().Take(AskedMax).Select(OpenConflict.Of)] : [];
    }

    private static InputRequest Form(ImmutableArray<OpenConflict> open) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = $"What was just remembered contradicts what stood.\n{Listed(open)}\nWhich of them hold?",
        RequestedSchema = ElicitationForm.Of($"{{{string.Join(',', open.Select((conflict, i) => $"\"{Field(i)}\":{conflict.ChoiceSchema(i + 1)}"))}}}"),
    });

    private async Task<string> SettleAsync(ImmutableArray<OpenConflict> open, JsonElement answer, CancellationToken cancellationToken)
    {
        var isAccepted = answer.TryGetProperty("action", out var action) && action.ValueEquals("accept");
        if (!isAccepted || !answer.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Object)
        {
            return "The question was not answered: both sides of the contradiction stay. resolve_conflict decides later.";
        }

        var lines = new List<string>();
        for (var i = 0; i < open.Length; i++)
        {
            var isDecided = content.TryGetProperty(Field(i), out var keep) && keep.ValueKind == JsonValueKind.String && OpenConflict.Choices.Contains(keep.GetString()!);
            lines.Add(isDecided ? await SettleAsync(open[i], keep.GetString()!, cancellationToken) : $"#{open[i].EarlierId} and #{open[i].LaterId} both stay, undecided.");
        }

        return string.Join('\n', lines);
    }

    private async Task<string> SettleAsync(OpenConflict conflict, string keep, CancellationToken cancellationToken)
    {
        var reply = await _connection.InvokeAsync(ToolProfiles.All, Tools.ResolveConflictTool.ToolName, _request.Server, writer =>
        {
            writer.WriteNumber("earlier"u8, conflict.EarlierId);
            writer.WriteNumber("later"u8, conflict.LaterId);
            writer.WriteString("keep"u8, keep);
        }, cancellationToken);
        return reply.Text;
    }

    /// <summary>The data stay what the tool says of its own work; what became of the conflicts is told beside it.</summary>
    private static CallToolResult Said(ToolReply reply, string more)
    {
        var result = reply.ToResult();
        result.Content = [.. result.Content, new TextContentBlock { Text = more }];
        return result;
    }

    private static string Listed(ImmutableArray<OpenConflict> open) => string.Join('\n', open.Select((conflict, i) => $"{i + 1}. {conflict.Text}"));

    private static string Field(int index) => $"conflict_{index + 1}";
}
