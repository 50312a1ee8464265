using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GraphMemory.Server.Http;

/// <summary>
/// Writing needs the local token (<c>Authorization: Bearer TOKEN</c>, or <c>X-API-Key: TOKEN</c>); reading is free for programs of this machine, unless
/// <c>server.token_required</c> says otherwise. A request reads when its method is GET or HEAD, or when its endpoint carries a
/// <see cref="ReadCheck"/> that says so. A wrong token is refused even where none is needed: its sender has a mistake to find.
/// </summary>
internal sealed class TokenGate(RequestDelegate next, LiveConfiguration configuration, LocalToken token)
{
    private const string Scheme = "Bearer ";

    private const string ApiKeyHeader = "X-API-Key";

    public async Task InvokeAsync(HttpContext context)
    {
        var header = Credentials(context.Request);
        if (IsHolder(context.Request, token) || (header.Length == 0 && await IsFreeAsync(context))) { await next(context); }
        else { await RefuseAsync(context, header.Length == 0 ? "is missing" : "does not hold the local token of this server"); }
    }

    public static bool IsHolder(HttpRequest request, LocalToken token)
    {
        var header = Credentials(request);
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && token.Matches(header.AsSpan(Scheme.Length).Trim());
    }

    private static string Credentials(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 0 } header ? header
        : request.Headers[ApiKeyHeader].ToString() is { Length: > 0 } key ? Scheme + key
        : "";

    private ValueTask<bool> IsFreeAsync(HttpContext context) => configuration.Options.Server.TokenRequired switch
    {
        TokenRule.Never => new(true),
        TokenRule.Always => new(context.GetEndpoint()?.Metadata.GetMetadata<IsOpenToAll>() is not null),
        _ when HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method) => new(true),
        _ => context.GetEndpoint()?.Metadata.GetMetadata<ReadCheck>() is { } check ? check.IsReadAsync(context.Request) : new(false),
    };

    private static Task RefuseAsync(HttpContext context, string error)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"graphmemory\"";
        return ProblemResponses.WriteAsync(context, HttpProblems.TokenRefused.With(
            "This request needs the local token.",
            new FieldProblem("Authorization", error, "Send \"Authorization: Bearer TOKEN\" with the content of the file \"token\" in the data folder.")));
    }
}

/// <summary>Endpoint metadata: tells whether a request whose method could write only reads.</summary>
internal sealed record ReadCheck(Func<HttpRequest, ValueTask<bool>> IsReadAsync);

/// <summary>Endpoint metadata: answers without a token whatever the rule, as probes do.</summary>
internal sealed class IsOpenToAll;
