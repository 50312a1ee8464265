using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Mcp;

/// <summary>A body that is no JSON-RPC message is the client's mistake: status 400 with a JSON-RPC error, as the transport asks; the SDK lets its exception through.</summary>
internal static class UnreadableMessages
{
    public static TBuilder WithUnreadableMessagesRefused<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } inner) { endpoint.RequestDelegate = http => AnswerAsync(http, inner); }
        });
        return endpoints;
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate inner)
    {
        try
        {
            await inner(http);
        }
        catch (Exception fault) when (ParameterFaults.IsBadJson(fault) && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(RefusedMessage.Unreadable(fault.Message));
        }
    }
}
