using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Elicitation;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.Mcp;

/// <summary>The tools on a real store in a folder of its own.</summary>
internal sealed class McpHarness : IDisposable
{
    public const string GraphUri = "memory://knowledge-graph";

    private readonly TemporaryFolder _folder = new();

    public McpHarness(McpLimits? limits = null)
    {
        Limits = limits ?? new McpLimits { WatchIntervalMs = 20 };
        Store = _folder.Open();
        Tools = ToolsOn(Store);
    }

    public SqliteGraphStore Store { get; }

    public ToolHost Tools { get; }

    public McpLimits Limits { get; }

    public Registry<ToolProfile> Profiles { get; } = ToolProfiles.Create();

    public string DataFolder => _folder.Data.Path;

    /// <summary>The clock of the tools; the store keeps its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Workspaces that stores of <see cref="Open"/> were told to make ready.</summary>
    public ConcurrentBag<string> Prepared { get; } = [];

    /// <summary>What recall and context answer: the ranking has tests of its own, these are about how its answers are shown.</summary>
    public Func<RecallRequest, ImmutableArray<RecallItem>> Ranking { get; set; } = _ => [];

    /// <summary>Signs with a key that every test knows.</summary>
    public static RequestSeal Seal { get; } = RequestSeal.For("the tests", TimeProvider.System);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public string PathOf(string name) => _folder.PathOf(name);

    public LocalMemory Open()
    {
        var store = _folder.Open();
        return new LocalMemory(store, ToolsOn(store), Prepared.Add, store.Dispose);
    }

    public ToolCall Call(string tool, string arguments, string profile = ToolProfiles.Reference, string? key = null) =>
        new(profile, tool, Workspace.DefaultName, Json(arguments), "test client", "session 1", key);

    public Task<ToolReply> RunAsync(string tool, string arguments, string profile = ToolProfiles.Reference, string? key = null) =>
        Tools.InvokeAsync(Call(tool, arguments, profile, key), Token);

    public Task<ToolReply> RunDefaultAsync(string tool, string arguments, string? key = null) => RunAsync(tool, arguments, ToolProfiles.Default, key);

    public McpConnection Connection(GraphWatch watch, string profile = ToolProfiles.Default) =>
        new(Profiles.Items.Single(known => known.Name == profile), Workspace.DefaultName, Tools, watch, Seal, TimeProvider.System, "session 1", null);

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private ToolHost ToolsOn(SqliteGraphStore store)
    {
        var recall = new RecallDoor(
            (_, request, _) => new RecallResult(Ranking(request), 1),
            (_, request, _) => new ContextResult("the context", Ranking(new RecallRequest(request.Query)), 3, request.BudgetTokens, 2, 1));
        return new ToolHost(store, new GraphCommands(store, new GraphLimits()), new GraphQueries(store), recall, Profiles, Limits, Time);
    }
}
