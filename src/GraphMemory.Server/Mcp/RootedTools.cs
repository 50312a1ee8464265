using GraphMemory.Engine.Workspaces;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Tool calls of a client that started us outside of its repository, and tells where that is when asked (roots, MCP 2025-11-25): the first root
/// that lies in a repository chooses the workspace. Asked once, with the first call. Clients of 2026-07-28 have no roots.
/// </summary>
/// <param name="automatic">The workspace until the client has answered, and when it tells nothing of use.</param>
internal sealed class RootedTools(IToolInvoker inner, string automatic, TimeProvider time) : IToolInvoker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<string>? _asking;
    private volatile string? _found;

    /// <summary>The client's end of the connection; null until there is one.</summary>
    public McpServer? Client { get; set; }

    public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken) =>
        await inner.InvokeAsync(call with { Workspace = await WorkspaceAsync(call.Workspace) }, cancellationToken);

    // Looked at all the time, from before the client has introduced itself: it does not ask.
    public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) =>
        inner.HeadAsync(workspace == automatic ? _found ?? workspace : workspace, cancellationToken);

    private async ValueTask<string> WorkspaceAsync(string name)
    {
        if (name != automatic) { return name; }
        Task<string> asking;
        lock (_gate) { asking = _asking ??= AskAsync(); }
        return _found = await asking;
    }

    private async Task<string> AskAsync()
    {
#pragma warning disable MCP9005 // Deprecated for new revisions; clients of the older ones have nothing else to say it with.
        if (Client?.ClientCapabilities?.Roots is null) { return automatic; }
        try
        {
            using var bound = new CancellationTokenSource(Patience, time);
            var answer = await Client.RequestRootsAsync(new ListRootsRequestParams(), bound.Token);
            return answer.Roots.Select(root => Repository(root.Uri)).FirstOrDefault(found => found is not null)?.Name ?? automatic;
        }
        catch (Exception fault) when (fault is McpException or OperationCanceledException or InvalidOperationException or IOException)
        {
            return automatic; // It said that it could tell, and did not.
        }
#pragma warning restore MCP9005
    }

    private static AutomaticWorkspace? Repository(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var root) && root.IsFile && AutomaticWorkspace.Of(root.LocalPath) is { Repository: not null } found ? found : null;
}
