using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>Only our own pages and the listed origins may call from a browser; the MCP specification asks for this check and for 403.</summary>
internal sealed class OriginGate(RequestDelegate next, LiveConfiguration configuration)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0) { return next(context); }
        if (!IsOurs(origin, context.Request) && !IsListed(origin, configuration.Options.Server))
        {
            return ProblemResponses.WriteAsync(context, HttpProblems.OriginRefused.With(
                $"Pages of {origin} may not call this server.",
                new FieldProblem("Origin", "is not allowed", "Add it to server.allowed_origins if you trust that page with your memory.")));
        }

        AllowPage(context, origin);
        if (!HttpMethods.IsOptions(context.Request.Method)) { return next(context); }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // The Host gate stands before this one, so a page of the same host is a page of this server.
    private static bool IsOurs(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool IsListed(string origin, ServerOptions options) =>
        options.AllowedOrigins.Any(allowed => string.Equals(allowed.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase));

    private static void AllowPage(HttpContext context, string origin)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID, "
            + "Idempotency-Key, If-Match, If-None-Match, API-Version, GraphMemory-Workspace, X-Request-Id";
        headers.AccessControlExposeHeaders = $"Mcp-Session-Id, {RequestFrame.RequestIdHeader}, ETag, Location, Retry-After, {RateGate.ExposedHeaders}";
        headers.Vary = "Origin";
    }
}
