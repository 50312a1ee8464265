using GraphMemory.Server.Http;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Parameters that do not have the shape of their method are the caller's mistake (JSON-RPC 2.0, -32602); the SDK alone would answer with
/// an internal error and no reason.
/// </summary>
internal static class ParameterFaults
{
    public static McpMessageHandler Filter(McpMessageHandler next) => async (context, cancellationToken) =>
    {
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
