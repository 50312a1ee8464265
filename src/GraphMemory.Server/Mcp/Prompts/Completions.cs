using System.Text.Json;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Mcp.Inside;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Prompts;

/// <summary>Completes prompt arguments and the variables of resource templates from what the memory holds.</summary>
internal static class Completions
{
    public static async ValueTask<CompleteResult> CompleteAsync(
        McpConnection connection, RequestContext<CompleteRequestParams> request, CancellationToken cancellationToken)
    {
        var argument = request.Params.Argument;
        if (Words(request.Params.Ref, argument.Name) is not { } kind) { return Of([], 0); }
        var reply = await connection.AskAsync(SuggestionAnswers.Name, request.Server, writer =>
        {
            writer.WriteString("kind"u8, kind.ToString());
            writer.WriteString("beginning"u8, argument.Value);
        }, cancellationToken);
        if (reply.Structured is not { } found) { throw new McpProtocolException(reply.Text, McpErrorCode.InternalError); }
        return Of([.. found.GetProperty("words").EnumerateArray().Select(word => word.GetString()!)], found.GetProperty("total").GetInt32());
    }

    /// <summary>Null when nothing can be suggested.</summary>
    private static WordKind? Words(Reference reference, string argument) => reference switch
    {
        PromptReference prompt => MemoryPrompts.All.TryGet(prompt.Name, out var known)
            ? known.Arguments.FirstOrDefault(each => each.Name == argument)?.Words
            : throw new McpProtocolException($"There is no prompt \"{prompt.Name}\".", McpErrorCode.InvalidParams),
        ResourceTemplateReference { Uri: "memory://entity/{name}" } when argument == "name" => WordKind.Name,
        _ => null,
    };

    private static CompleteResult Of(string[] words, int total) => new()
    {
        Completion = new Completion { Values = words, Total = total, HasMore = total > words.Length },
    };
}
