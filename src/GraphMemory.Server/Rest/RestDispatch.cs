using GraphMemory.Engine.Errors;
using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace GraphMemory.Server.Rest;

/// <summary>Leads a request to its operation and the reply back: what is the same for all of them is done here.</summary>
internal static class RestDispatch
{
    public static void Map(IEndpointRouteBuilder routes, RestHost host)
    {
        foreach (var endpoint in host.Endpoints.Items)
        {
            string[] methods = endpoint.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [endpoint.Method];
            var route = routes.MapMethods(endpoint.FullPath, methods, http => RunAsync(http, endpoint, host));
            if (endpoint.OnlyReads) { route.WithMetadata(new ReadCheck(_ => new(true))); }
            if (endpoint.IsStream) { route.WithMetadata(new Streams()); }
        }

        foreach (var path in host.Endpoints.Items.GroupBy(endpoint => endpoint.FullPath, StringComparer.Ordinal))
        {
            var allowed = string.Join(", ", path.SelectMany(endpoint => endpoint.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : (string[])[endpoint.Method]).Append(HttpMethods.Options));
            routes.MapMethods(path.Key, [HttpMethods.Options], http =>
            {
                http.Response.Headers.Allow = allowed;
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            });
        }
    }

    private static async Task RunAsync(HttpContext http, RestEndpoint endpoint, RestHost host)
    {
        var call = new RestCall(http, endpoint, host);
        if (Refusal(http.Request, endpoint) is { } problem)
        {
            await ProblemResponses.WriteAsync(http, problem);
            return;
        }

        var tag = await TagAsync(call, endpoint);
        if (!tag.IsSuccess)
        {
            await ProblemResponses.WriteAsync(http, tag.Problem);
            return;
        }

        if (endpoint.IsStream && HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.ContentType = endpoint.Answer.ContentType;
            return;
        }

        var isHeld = tag.Value is { } known && RestTags.IsHeld(http, known);
        var reply = isHeld ? RestReply.NotModified : await endpoint.Handle(call);
        if (reply.IsWritten) { return; }
        if (endpoint.Reads) { http.Response.Headers.CacheControl = "private, no-cache"; }
        if (reply.Tag is { } own && endpoint.Method == HttpMethods.Get && RestTags.IsHeld(http, own)) { reply = Unmodified(own); }
        await RestOutput.SendAsync(http, reply, reply.Tag ?? (reply.Problem is null ? tag.Value : null));
    }

    private static RestReply Unmodified(string tag) => RestReply.NotModified with { Tag = tag };

    /// <summary>The tag of the answer, when it is known before the answer is.</summary>
    private static async ValueTask<Result<string?>> TagAsync(RestCall call, RestEndpoint endpoint)
    {
        switch (endpoint.Freshness)
        {
            case RestFreshness.Log or RestFreshness.LogAndClock:
                var workspace = await call.WorkspaceToReadAsync();
                return workspace.IsSuccess ? RestTags.Of(call, workspace.Value, endpoint.Freshness == RestFreshness.LogAndClock) : workspace.Problem;
            case RestFreshness.Program:
                return $"W/\"{call.Host.Identity.Instance}-{call.Question():x}\"";
            default:
                return (string?)null;
        }
    }

    private static Problem? Refusal(HttpRequest request, RestEndpoint endpoint) =>
        WrongVersion(request) ?? NotAcceptable(request, endpoint) ?? WrongMediaType(request, endpoint);

    private static Problem? WrongVersion(HttpRequest request)
    {
        var asked = request.Headers["API-Version"].FirstOrDefault() ?? request.Query["version"].FirstOrDefault();
        return asked is null or "1" or "v1"
            ? null
            : RestProblems.UnknownVersion.With($"There is no version {asked} of this interface.", new FieldProblem("API-Version", "names no version", "Leave it out, or send 1."));
    }

    private static Problem? NotAcceptable(HttpRequest request, RestEndpoint endpoint)
    {
        if (endpoint.Answer.ContentType is not { } offered || request.Headers.Accept.Count == 0) { return null; }
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) { return null; }
        var type = new MediaTypeHeaderValue(offered);
        return accepted.Any(range => type.IsSubsetOf(range) && (range.Quality ?? 1) > 0)
            ? null
            : HttpProblems.NotAcceptable.With($"This operation answers {offered}.", new FieldProblem("Accept", "allows none of it", $"Send \"Accept: {offered}\", or leave the header out."));
    }

    private static Problem? WrongMediaType(HttpRequest request, RestEndpoint endpoint)
    {
        if (endpoint.Body is not { } body) { return null; }
        var isCoded = request.Headers.ContentEncoding.Count > 0;
        var isKnown = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && body.ContentTypes.Any(content => type.MediaType.Equals(content, StringComparison.OrdinalIgnoreCase));
        return isKnown && !isCoded
            ? null
            : HttpProblems.WrongMediaType.With(
                isCoded ? "Bodies are taken without a content coding." : $"This operation takes {string.Join(" or ", body.ContentTypes)}.",
                new FieldProblem(isCoded ? "Content-Encoding" : "Content-Type", "is not taken", isCoded ? "Send the body as it is." : $"Send \"Content-Type: {body.ContentTypes[0]}\"."));
    }
}
