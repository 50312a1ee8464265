using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.ImportExport;

/// <summary>A store, a folder of sources, and the ways in and out between them.</summary>
internal sealed class TransferFixture : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public TransferFixture()
    {
        Store = _folder.Open(Clock);
        Commands = new GraphCommands(Store, new GraphLimits());
        Queries = new GraphQueries(Store);
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public SqliteGraphStore Store { get; }

    public GraphCommands Commands { get; }

    public GraphQueries Queries { get; }

    public string PathOf(string name) => _folder.PathOf(name);

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        var path = _folder.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public long Workspace(string name) => Store.OpenWorkspaceAsync(name, CancellationToken.None).GetAwaiter().GetResult().Value.Id;

    public void Do<T>(string workspace, IGraphCommand<T> command)
    {
        var done = Commands.ExecuteAsync(Workspace(workspace), command, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(done.IsSuccess, done.Problem?.ToString());
    }

    public ImportJob Job(string path, string workspace, ImportOptions? options = null) => new(
        path, workspace, Store, Commands, new GraphLimits(), path + ".checkpoint", RejectsFile.PathOf(path)) { Options = options ?? ImportOptions.Default };

    public ImportReport Import(RecordFormat format, string path, string workspace = "w", ImportOptions? options = null)
    {
        var report = format.ImportAsync(Job(path, workspace, options), CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(report.IsSuccess, report.Problem?.ToString());
        return report.Value;
    }

    public Result<ImportReport> TryImport(IMemoryFormat format, string path, string workspace = "w") =>
        format.ImportAsync(Job(path, workspace), CancellationToken.None).GetAwaiter().GetResult();

    public ExportReport Export(IMemoryFormat format, string target, string workspace = "w")
    {
        var report = format.ExportAsync(new ExportJob(target, workspace, Store, Queries), CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(report.IsSuccess, report.Problem?.ToString());
        return report.Value;
    }

    public string Rejects(string source) => System.IO.File.ReadAllText(RejectsFile.PathOf(source));

    /// <summary>The live graph as lines, without ids and times of recording: what an export and an import must bring back.</summary>
    public IReadOnlyList<string> Graph(string workspace) => Store.Read(Workspace(workspace), read =>
        new LiveGraph(read, GraphParts.All).Entities().SelectMany(Lines).Order(StringComparer.Ordinal).ToList());

    public IReadOnlyList<Fact> Facts(string workspace, string entity) => Store.Read(Workspace(workspace), read =>
        read.FindEntity(entity) is { } found ? read.FactsOf(found.Id) : []);

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<string> Lines(LiveEntity live)
    {
        yield return $"entity {live.Entity.Name}|{live.Entity.Type}|{live.Entity.IsDeclared}|{live.Entity.HasGeneratedName}";
        foreach (var fact in live.Observations.Concat(live.Relations))
        {
            var statement = fact.Statement;
            yield return $"{live.Entity.Name}|{statement.Predicate}|{fact.Object}|{statement.Text}|{fact.Said}|{statement.Polarity}|{statement.Valid}|"
                + $"{statement.Confidence}|{statement.Weight}|{string.Join(',', statement.Tags)}|"
                + $"{string.Join(',', statement.Metadata.Select(pair => $"{pair.Key}={pair.Value}"))}|{statement.Provenance}";
        }
    }
}
