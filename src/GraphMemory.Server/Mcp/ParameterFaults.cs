using System.Text.Json;
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
        catch (Exception fault) when (IsBadJson(fault))
        {
            throw new McpProtocolException($"The parameters do not have the shape of this method: {fault.Message}", McpErrorCode.InvalidParams);
        }
    };

    /// <summary>Text that is no Unicode comes to light only when it is asked for, and then as an invalid operation.</summary>
    public static bool IsBadJson(Exception fault) => fault is JsonException || (fault is InvalidOperationException && fault.Source == JsonLibrary);

    private static readonly string JsonLibrary = typeof(JsonElement).Assembly.GetName().Name!;
}
