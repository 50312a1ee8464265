using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GraphMemory.Server.Rest;

/// <summary>
/// The OpenAPI document, and a page that shows it and tries it out. The page loads nothing from anywhere else, and its policy lets no
/// script run that is not this server's own file (CWE-79).
/// </summary>
internal static class DocsEndpoints
{
    public const string Path = "/docs";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes, RestHost host)
    {
        var document = new Lazy<byte[]>(() => OpenApiDocument.Write(host.Endpoints));
        Get(routes, OpenApiDocument.Path, RestContent.Json, host, () => document.Value);
        Get(routes, Path, "text/html; charset=utf-8", host, () => Resource("docs.html"));
        Get(routes, "/docs.js", "text/javascript; charset=utf-8", host, () => Resource("docs.js"));
        Get(routes, "/docs.css", "text/css; charset=utf-8", host, () => Resource("docs.css"));
    }

    private static void Get(IEndpointRouteBuilder routes, string path, string contentType, RestHost host, Func<byte[]> bytes)
    {
        var tag = $"W/\"{host.Identity.Instance}\"";
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], async http =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-cache";
            var reply = RestTags.IsHeld(http, tag) ? RestReply.NotModified : RestReply.Of(bytes(), contentType);
            await RestOutput.SendAsync(http, reply, tag);
        }).WithMetadata(new IsOpenToAll());
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(DocsEndpoints).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
