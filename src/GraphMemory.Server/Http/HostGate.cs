using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>
/// Lets in only requests for a host we are known by. A web page whose name is rebound to 127.0.0.1 still sends its own name (CWE-350).
/// </summary>
internal sealed class HostGate(RequestDelegate next, LiveConfiguration configuration)
{
    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (IsAllowed(host, configuration.Options.Server)) { return next(context); }
        return ProblemResponses.WriteAsync(context, HttpProblems.HostRefused.With(
            $"This server does not answer for the host \"{host}\".",
            new FieldProblem("Host", "is not allowed", "Call http://127.0.0.1, or add the name to server.allowed_hosts.")));
    }

    /// <summary>The bound address itself is always allowed: binding it was a decision.</summary>
    public static bool IsAllowed(string host, ServerOptions options) =>
        options.AllowedHosts.Append(options.Bind).Any(allowed => string.Equals(allowed.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}
