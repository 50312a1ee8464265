using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GraphMemory.Server.Health;

/// <summary>Probes: alive (the process answers), ready (the memory can be read), and the detail for people.</summary>
internal static class HealthEndpoints
{
    public const string LivePath = "/health/live";

    public static void Map(IEndpointRouteBuilder routes, MemoryHost memory, ServerIdentity identity)
    {
        routes.MapGet(LivePath, context => WriteAsync(context, new("live", identity.Instance), HealthJsonContext.Default.Liveness))
            .WithMetadata(new IsOpenToAll());
        routes.MapGet("/health/ready", context => ReadyAsync(context, HealthReport.Of(memory, identity))).WithMetadata(new IsOpenToAll());
        routes.MapGet("/health", context => DetailAsync(context, HealthReport.Of(memory, identity))).WithMetadata(new IsOpenToAll());
    }

    private static Task ReadyAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = StatusOf(report);
        return WriteAsync(context, new(report.Status, report.Store.Problem), HealthJsonContext.Default.Readiness);
    }

    private static Task DetailAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = StatusOf(report);
        return WriteAsync(context, report, HealthJsonContext.Default.HealthReport);
    }

    private static int StatusOf(HealthReport report) =>
        report.Store.IsReadable && report.Index.IsWarm ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static async Task WriteAsync<T>(HttpContext context, T shape, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(shape, type), context.RequestAborted);
    }
}
