using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport;

public sealed class ReferenceJsonlImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteGraphStore _store;
    private readonly ReferenceJsonlFormat _format = new();

    public ReferenceJsonlImportTests() => _store = _folder.Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_line_is_created_updated_skipped_or_rejected_and_twice_changes_nothing()
    {
        Write("m.jsonl", Entity("A", "one"), Entity("A", "one", "two"), Entity("B"), Entity("B"), Relation("A", "B"), Relation("A", "B"), "broken", Entity("C") + Entity("D"));
        var first = (await ImportAsync("m.jsonl")).Value;
        var again = (await ImportAsync("m.jsonl")).Value;

        Assert.Equal(new ImportReport(Read: 9, Created: 5, Updated: 1, Skipped: 2, Rejected: 1, Healed: 1), first);
        Assert.Equal(new ImportReport(Read: 9, Created: 0, Updated: 0, Skipped: 8, Rejected: 1, Healed: 1), again);
        Assert.Contains("\"line\":7,\"reason\":\"is not JSON", await File.ReadAllTextAsync(_folder.PathOf("m.jsonl.rejects"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_import_goes_on_where_it_stopped_and_another_content_starts_anew()
    {
        Write("m.jsonl", [.. Enumerable.Range(0, 2_500).Select(i => Entity($"e{i}"))]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync("m.jsonl", job => job with { Progress = _ => stop.Cancel() }, stop.Token));
        var seen = new List<long>();
        var report = (await ImportAsync("m.jsonl", job => job with { Progress = progress => seen.Add(progress.Report.Created) })).Value;
        var checkpointIsGone = !File.Exists(_folder.PathOf("m.jsonl.checkpoint"));
        await File.WriteAllTextAsync(_folder.PathOf("m.jsonl.checkpoint"), "{", Token);
        var anew = (await ImportAsync("m.jsonl")).Value;

        Assert.Equal(2_500, report.Created);
        Assert.Equal([2_000L, 2_500L], seen);
        Assert.True(checkpointIsGone);
        Assert.Equal(2_500, anew.Skipped);
    }

    [Fact]
    public async Task A_record_beyond_a_bound_is_rejected_and_the_others_go_in()
    {
        Write("m.jsonl", Entity(new string('n', 2_000)), Relation(new string('n', 2_000), "B"), Entity("A"));
        var report = (await ImportAsync("m.jsonl")).Value;

        Assert.Equal((1, 2), (report.Created, report.Rejected));
        Assert.Contains("2000 characters", await File.ReadAllTextAsync(_folder.PathOf("m.jsonl.rejects"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_exported_is_imported_as_it_was()
    {
        Write("m.jsonl", Entity("Ä", "x"), Relation("Ä", "B"));
        await ImportAsync("m.jsonl");
        var exported = await _format.ExportAsync(new ExportJob(_folder.PathOf("out.jsonl"), "w", _store, new GraphQueries(_store), _ => { }), Token);

        Assert.Equal(2, exported.Value.Written);
        Assert.Equal(await File.ReadAllTextAsync(_folder.PathOf("m.jsonl"), Token), await File.ReadAllTextAsync(_folder.PathOf("out.jsonl"), Token));
    }

    [Fact]
    public void Formats_are_told_apart_by_content()
    {
        var formats = MemoryFormats.Create();
        Write("bundle.zip", Entity("A"));
        Write("x.jsonl", "binary \0 content");
        Write("prose.json", "just text");
        Directory.CreateDirectory(_folder.PathOf("empty"));

        Assert.Equal("reference-jsonl", MemoryFormats.Choose(formats, null, _folder.PathOf("bundle.zip")).Value.Name);
        Assert.Equal("notes", MemoryFormats.Choose(formats, null, _folder.PathOf("prose.json")).Value.Name);
        Assert.Equal("bundle", MemoryFormats.Choose(formats, "bundle", _folder.PathOf("nowhere")).Value.Name);
        Assert.Equal(ImportProblems.UnknownFormat, MemoryFormats.Choose(formats, "telepathy", "x").Problem!.Code);
        Assert.Equal(ImportProblems.UnknownFormat, MemoryFormats.Choose(formats, null, _folder.PathOf("x.jsonl")).Problem!.Code);
        Assert.Equal(ImportProblems.UnknownFormat, MemoryFormats.Choose(formats, null, _folder.PathOf("empty")).Problem!.Code);
        Assert.Equal(ImportProblems.FileFault, MemoryFormats.Choose(formats, null, _folder.PathOf("nowhere")).Problem!.Code);
        Assert.All(formats.Items, format => Assert.NotEmpty(format.Summary));
    }

    [Fact]
    public async Task What_cannot_be_read_or_written_is_a_problem()
    {
        Write("m.jsonl", Entity("A"));
        await ImportAsync("m.jsonl");

        Assert.Equal(ImportProblems.FileFault, (await ImportAsync("nowhere.jsonl")).Problem!.Code);
        Assert.Equal(ImportProblems.FileFault, (await _format.ExportAsync(new ExportJob("/proc/graphmemory/x", "w", _store, new GraphQueries(_store)), Token)).Problem!.Code);
        Assert.Equal(GraphProblems.WorkspaceNotFound, (await _format.ExportAsync(new ExportJob("x", "none", _store, new GraphQueries(_store)), Token)).Problem!.Code);
        Assert.False((await ImportAsync("m.jsonl", job => job with { Workspace = "" })).IsSuccess);
    }

    private static string Entity(string name, params string[] observations) =>
        $$"""{"type":"entity","name":"{{name}}","entityType":"t","observations":[{{string.Join(',', observations.Select(text => $"\"{text}\""))}}]}""";

    private static string Relation(string from, string to) => $$"""{"type":"relation","from":"{{from}}","to":"{{to}}","relationType":"r"}""";

    private void Write(string name, params string[] lines) => File.WriteAllText(_folder.PathOf(name), string.Join('\n', lines));

    private Task<Result<ImportReport>> ImportAsync(string name, Func<ImportJob, ImportJob>? change = null, CancellationToken? token = null)
    {
        var limits = new GraphLimits();
        var path = _folder.PathOf(name);
        var job = new ImportJob(path, "w", _store, new GraphCommands(_store, limits), limits, path + ".checkpoint", path + ".rejects");
        return _format.ImportAsync(change?.Invoke(job) ?? job, token ?? Token);
    }
}
