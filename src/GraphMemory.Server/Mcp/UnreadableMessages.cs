using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// A body that is no JSON-RPC message is the client's mistake: status 400, or 415 for another media type, with a JSON-RPC error, as the
/// transport asks. The SDK lets its own exceptions through.
/// </summary>
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
        if (HttpMethods.IsPost(http.Request.Method) && !http.Request.HasJsonContentType())
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "Send it as application/json.");
            return;
        }

        try
        {
            await inner(http);
        }
        catch (Exception fault) when (JsonFaults.IsBadJson(fault) && !http.Response.HasStarted)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, fault.Message);
        }
    }

    private static async Task RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(RefusedMessage.Unreadable(why));
    }
}
