using System.Text.Json;
using GraphMemory.Engine.Errors;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>Answers a request with a problem (RFC 9457).</summary>
internal static class ProblemResponses
{
    public const string ContentType = "application/problem+json";

    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var body = ProblemBody.Of(problem, context.TraceIdentifier);
        context.Response.StatusCode = body.Status;
        context.Response.ContentType = ContentType;
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, ProblemJsonContext.Default.ProblemBody));
    }
}
