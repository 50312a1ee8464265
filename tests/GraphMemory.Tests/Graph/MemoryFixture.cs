using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Graph;

/// <summary>An empty memory on disk with its commands and queries, under a clock of its own.</summary>
internal sealed class MemoryFixture : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _workspaces;

    public MemoryFixture()
    {
        Store = SqliteGraphStore.Open(new DataFolder(_folder.Path), Clock).Value;
        Commands = new(Store, Limits);
        Queries = new(Store);
        Workspace = NewWorkspace();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public GraphLimits Limits { get; } = new();

    public IGraphStore Store { get; }

    public GraphCommands Commands { get; }

    public GraphQueries Queries { get; }

    public long Workspace { get; private set; }

    public long NewWorkspace() => Workspace = Store.OpenWorkspaceAsync($"w{++_workspaces}", CancellationToken.None).GetAwaiter().GetResult().Value.Id;

    /// <summary>Runs a command to its end; properties are synchronous.</summary>
    public Result<T> Try<T>(IGraphCommand<T> command) =>
        Commands.ExecuteAsync(Workspace, command, CancellationToken.None).GetAwaiter().GetResult();

    public T Run<T>(IGraphCommand<T> command) => Try(command).Value;

    public Recorded Link(string from, string type, string to, Circumstances? circumstances = null) =>
        Run(new Link([new NewLink(from, to, type, 1, circumstances ?? Circumstances.Default)]))[0];

    public Recorded Remember(string? about, string text, Circumstances? circumstances = null) =>
        Run(new Remember([new NewObservation(text, about, null, circumstances ?? Circumstances.Default)]))[0];

    public long HeadSeq => Store.Read(Workspace, read => read.Workspace.HeadSeq);

    public Fact Fact(long id) => Queries.Fact(Workspace, id).Value.Fact;

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
