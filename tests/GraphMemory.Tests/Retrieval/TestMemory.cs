using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Retrieval;

/// <summary>A real store with its index in a folder of its own.</summary>
internal sealed class TestMemory : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SqliteGraphStore _store;

    public TestMemory(IndexOptions? options = null)
    {
        Options = options ?? new IndexOptions();
        _store = SqliteGraphStore.Open(new DataFolder(_folder.Path), Clock).Value;
        Commands = new GraphCommands(_store, new GraphLimits());
        WorkspaceId = _store.OpenWorkspaceAsync("test", default).GetAwaiter().GetResult().Value.Id;
        Recall = NewRecall();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public IndexOptions Options { get; }

    public IGraphStore Store => _store;

    public GraphCommands Commands { get; }

    public long WorkspaceId { get; }

    public Recall Recall { get; }

    public string IndexFolder => Path.Combine(_folder.Path, "index");

    /// <summary>As another process on the same folder would have it.</summary>
    public Recall NewRecall() => new(_store, Clock, IndexFolder, Options);

    /// <summary>Knows no files and has seen nothing yet: it builds everything at once.</summary>
    public Recall FreshRecall() => new(_store, Clock, Path.Combine(_folder.Path, "no index"), new IndexOptions());

    public T Do<T>(IGraphCommand<T> command)
    {
        var result = Commands.ExecuteAsync(WorkspaceId, command, default).GetAwaiter().GetResult();
        Assert.True(result.IsSuccess, result.Problem?.ToString());
        return result.Value;
    }

    public long Remember(string text, string? about = null, Circumstances? circumstances = null, string? type = null) =>
        Do(new Remember([new NewObservation(text, about, type, circumstances ?? Circumstances.Default)]))[0].FactId;

    public long Link(string from, string type, string to) =>
        Do(new Link([new NewLink(from, to, type, 1, Circumstances.Default)]))[0].FactId;

    public ImmutableArray<RecallItem> Ask(string query, Func<RecallRequest, RecallRequest>? change = null) =>
        Ask(Recall, query, change);

    public ImmutableArray<RecallItem> Ask(Recall recall, string query, Func<RecallRequest, RecallRequest>? change = null)
    {
        var request = new RecallRequest(query);
        var result = recall.Ask(WorkspaceId, change is null ? request : change(request));
        Assert.True(result.IsSuccess, result.Problem?.ToString());
        return result.Value.Items;
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
