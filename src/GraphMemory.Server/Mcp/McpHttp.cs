using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using GraphMemory.Server.Mcp.Conformance;
using GraphMemory.Server.Mcp.Elicitation;
using GraphMemory.Server.Mcp.Ide;
using ModelContextProtocol.AspNetCore;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// MCP over Streamable HTTP at <c>/mcp</c>, and the door through which <c>graphmemory mcp</c> processes of the same folder send their
/// calls. Host, Origin and token are checked before by the server's middleware.
/// </summary>
internal static class McpHttp
{
    public const string Path = "/mcp";

    /// <summary>POST of a <see cref="ToolCall"/>; answers a <see cref="ToolReply"/>.</summary>
    public const string CallPath = "/internal/v1/tools/call";

    /// <summary>GET of the last log position of a workspace.</summary>
    public const string HeadPath = "/internal/v1/head";

    private const string WorkspaceHeader = "GraphMemory-Workspace";

    private const string ToolsHeader = "GraphMemory-Tools";

    /// <summary>Needs <see cref="GraphMemoryOptions"/>, a <see cref="ToolHost"/>, <see cref="GraphWatch"/>, <see cref="McpLimits"/>, <see cref="RequestSeal"/>, the clock and the profiles among the services.</summary>
    public static void AddMcp(this IServiceCollection services)
    {
        services.AddHostedService<GraphWatchLoop>();
        services.AddMcpServer().WithHttpTransport(options =>
        {
            // Clients of 2026-07-28 are served without sessions; those that say initialize get one, for subscriptions' sake.
            options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
            options.ConfigureSessionOptions = (http, server, _) =>
            {
                http.Items[typeof(IDisposable)] = Connection(http).Configure(server);
                http.RequestServices.GetService<ConformanceFixture>()?.AddTo(server);
                return Task.CompletedTask;
            };
#pragma warning disable MCPEXP002 // The only way to learn that a session is over; without it its subscriptions would stay.
            options.RunSessionHandler = async (http, server, token) =>
            {
                using var subscriptions = (IDisposable?)http.Items[typeof(IDisposable)];
                await server.RunAsync(token);
            };
#pragma warning restore MCPEXP002
        });
    }

    public static void MapGraphMemoryMcp(this IEndpointRouteBuilder endpoints)
    {
        var profiles = endpoints.ServiceProvider.GetRequiredService<Registry<ToolProfile>>();
        endpoints.MapMcp(Path).WithUnreadableMessagesRefused().WithUnknownRevisionsRefused()
            .WithMetadata(new Streams(), McpReadCheck.For(tool => IsReadTool(profiles, tool)));
        LegacyToolsEndpoint.Map(endpoints, tool => IsReadTool(profiles, tool));
        endpoints.MapPost(CallPath, CallAsync);
        endpoints.MapGet(HeadPath, async (HttpContext http) => await http.Response.WriteAsync(
            (await http.RequestServices.GetRequiredService<ToolHost>().HeadAsync(WorkspaceOf(http), http.RequestAborted))
                .ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A tool call that came by HTTP without a session.</summary>
    public static ToolCall CallOf(HttpContext http, string profile, string tool, JsonElement arguments, string client) =>
        new(profile, tool, WorkspaceOf(http), arguments, client, Session: null, Key: null, IsWorkspaceAutomatic(http));

    // A name means the same in every profile that has it; a name that none has changes nothing.
    private static bool IsReadTool(Registry<ToolProfile> profiles, string name) => profiles.Items.All(profile =>
        !profile.Tools.TryGet(name, out var tool) || tool.Description.Effect == ToolEffect.Reads);

    private static async Task CallAsync(HttpContext http)
    {
        if (await ReadCallAsync(http) is not { } call)
        {
            await ProblemResponses.WriteAsync(http, HttpProblems.Malformed.With("The body is not a tool call.", new FieldProblem(
                "body", "is not what graphmemory mcp sends", $"This path is for graphmemory's own processes of the same version; others use {Path}.")));
            return;
        }

        // A sender that goes away has cancelled its call, or asks again under the same key: nothing is done half or twice.
        var reply = await http.RequestServices.GetRequiredService<ToolHost>().InvokeAsync(call, http.RequestAborted);
        http.RequestServices.GetRequiredService<GraphWatch>().Nudge();
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(reply.ToBytes(), http.RequestAborted);
    }

    private static async Task<ToolCall?> ReadCallAsync(HttpContext http)
    {
        try
        {
            var call = await JsonSerializer.DeserializeAsync(http.Request.Body, ToolCallJson.Default.ToolCall, http.RequestAborted);
            return call is { Profile: not null, Tool: not null, Workspace: not null, Arguments.ValueKind: not JsonValueKind.Undefined } ? call : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static McpConnection Connection(HttpContext http)
    {
        var profiles = http.RequestServices.GetRequiredService<Registry<ToolProfile>>();
        var name = Asked(http, "tools", ToolsHeader) ?? Options(http).Mcp.Tools;
        if (!profiles.TryGet(name, out var profile))
        {
            throw new RefusedRequestException(McpProblems.UnknownProfile.With(
                $"There is no tool profile \"{name}\".",
                new FieldProblem("tools", "names no profile", $"Use one of {string.Join(", ", profiles.Items.Select(known => known.Name))}.")));
        }

        return new McpConnection(
            profile, WorkspaceOf(http), http.RequestServices.GetRequiredService<ToolHost>(), http.RequestServices.GetRequiredService<GraphWatch>(),
            http.RequestServices.GetRequiredService<RequestSeal>(), http.RequestServices.GetRequiredService<TimeProvider>(),
            Session: null, NextKey: null)
        {
            IsWorkspaceAutomatic = IsWorkspaceAutomatic(http),
        };
    }

    private static bool IsWorkspaceAutomatic(HttpContext http) => AskedWorkspace(http) is null && !Options(http).Data.IsWorkspaceNamed;

    private static string? AskedWorkspace(HttpContext http) => Asked(http, "workspace", WorkspaceHeader);

    private static string WorkspaceOf(HttpContext http) => AskedWorkspace(http) ?? Options(http).Data.WorkspaceInUse;

    private static GraphMemoryOptions Options(HttpContext http) => http.RequestServices.GetRequiredService<GraphMemoryOptions>();

    private static string? Asked(HttpContext http, string query, string header)
    {
        var value = http.Request.Query[query].FirstOrDefault() ?? http.Request.Headers[header].FirstOrDefault();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private sealed class GraphWatchLoop(GraphWatch watch, McpLimits limits) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try { await watch.RunAsync(TimeSpan.FromMilliseconds(limits.WatchIntervalMs), stoppingToken); }
            catch (OperationCanceledException) { /* The server stops. */ }
        }
    }
}
