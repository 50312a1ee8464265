using System.Security.Claims;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>
/// Who holds the local token may write (<c>Authorization: Bearer TOKEN</c>). By default reading is free for programs of this machine,
/// and every other method needs the token, except at an endpoint marked with <see cref="ChecksRightsItself"/>: MCP sends reads and writes
/// alike as POST, so its tools ask <see cref="CallerRights"/>. A refusal is 403, not 401: a 401 would send MCP clients looking for an
/// OAuth server that does not exist.
/// </summary>
internal sealed class TokenGate(RequestDelegate next, LiveConfiguration configuration, LocalToken token)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var isHolder = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && token.Matches(header.AsSpan(Scheme.Length).Trim());
        if (header.Length > 0 && !isHolder) { return RefuseAsync(context, "does not hold the local token of this server"); }
        var rule = configuration.Options.Server.TokenRequired;
        if (!isHolder && IsRequired(context, rule)) { return RefuseAsync(context, "is missing"); }
        if (isHolder || rule == TokenRule.Never) { context.User = CallerRights.Writer(); }
        return next(context);
    }

    private static bool IsRequired(HttpContext context, TokenRule rule) => rule switch
    {
        TokenRule.Never => false,
        TokenRule.Always => context.GetEndpoint()?.Metadata.GetMetadata<IsOpenToAll>() is null,
        _ => !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<ChecksRightsItself>() is null,
    };

    private static Task RefuseAsync(HttpContext context, string error) => ProblemResponses.WriteAsync(context, HttpProblems.TokenRefused.With(
        "This request needs the local token.",
        new FieldProblem("Authorization", error, "Send \"Authorization: Bearer TOKEN\" with the content of the file \"token\" in the data folder.")));
}

/// <summary>Endpoint metadata: asks <see cref="CallerRights"/> for each write, as one URL carries reads and writes.</summary>
internal sealed class ChecksRightsItself;

/// <summary>Endpoint metadata: answers without a token whatever the rule, as probes do.</summary>
internal sealed class IsOpenToAll;

/// <summary>What the caller of a request may do.</summary>
internal static class CallerRights
{
    private const string Kind = "graphmemory";
    private const string Write = "write";

    public static ClaimsPrincipal Writer() => new(new ClaimsIdentity([new Claim(Kind, Write)], "token"));

    /// <summary>No user at all means no HTTP: the owner's own process, over stdio.</summary>
    public static bool MayWrite(ClaimsPrincipal? user) => user is null || user.HasClaim(Kind, Write);
}
