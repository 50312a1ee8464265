using System.Collections.Frozen;
using GraphMemory.Server.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Parameters that do not have the shape of their method are the caller's mistake (JSON-RPC 2.0, -32602); the SDK alone would answer with
/// an internal error and no reason.
/// </summary>
internal static class ParameterFaults
{
    /// <summary>Methods of which the parameters are not optional; their handlers may rely on it.</summary>
    private static readonly FrozenSet<string> WithParameters = FrozenSet.Create(
        StringComparer.Ordinal, RequestMethods.ToolsCall, RequestMethods.ResourcesRead, RequestMethods.ResourcesSubscribe, RequestMethods.ResourcesUnsubscribe,
        RequestMethods.PromptsGet, RequestMethods.CompletionComplete, "logging/setLevel", RequestMethods.SubscriptionsListen);

    public static McpMessageHandler Filter(McpMessageHandler next) => async (context, cancellationToken) =>
    {
        if (context.JsonRpcMessage is JsonRpcRequest { Params: null } request && WithParameters.Contains(request.Method))
        {
            throw new McpProtocolException($"{request.Method} needs params, an object.", McpErrorCode.InvalidParams);
        }

        try
        {
            await next(context, cancellationToken);
        }
        catch (Exception fault) when (JsonFaults.IsBadJson(fault))
        {
            throw new McpProtocolException($"The parameters do not have the shape of this method: {fault.Message}", McpErrorCode.InvalidParams);
        }
    };
}
