using System.Collections.Immutable;
using System.IO.Compression;
using CsCheck;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.ImportExport;

public sealed class BundleTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly SqliteGraphStore _store;
    private readonly GraphCommands _commands;
    private readonly BundleFormat _format = new();

    public BundleTests()
    {
        _store = _folder.Open(_clock);
        _commands = new GraphCommands(_store, new GraphLimits());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle.zip")]
    [InlineData("bundle.tar")]
    public async Task A_memory_comes_back_with_its_ids_times_and_history(string target)
    {
        await FillAsync("source");
        var exported = await ExportAsync("source", target);
        var imported = await ImportAsync(target, "copy");
        var again = await ImportAsync(target, "copy");

        Assert.Equal(exported.Written, imported.Value.Created);
        Assert.Equal(exported.Written, again.Value.Skipped);
        Assert.Equal(0, again.Value.Created);
        Assert.Equal(History("source"), History("copy"));
        Assert.Equal(Counts("source"), Counts("copy"));
        var format = MemoryFormats.Choose(MemoryFormats.Create(), null, _folder.PathOf(target));
        Assert.Equal("bundle", format.Value.Name);
    }

    [Fact]
    public async Task A_copy_can_be_written_to_like_any_memory()
    {
        await FillAsync("source");
        await ExportAsync("source", "bundle");
        await ImportAsync("bundle", "copy");
        var before = History("copy");
        var id = (await _store.OpenWorkspaceAsync("copy", Token)).Value.Id;
        var added = await _commands.ExecuteAsync(id, new Remember([new NewObservation("later", "Ada", null, Circumstances.Default)]), Token);

        Assert.True(added.Value[0].FactId > _store.FindWorkspace("source")!.HeadSeq);
        Assert.Equal(before.Count + 2, History("copy").Count);
        Assert.Equal(ImportProblems.WorkspaceNotEmpty, (await ImportAsync("bundle", "copy")).Problem!.Code);
    }

    [Fact]
    public void Any_history_survives_the_way_out_and_in() => Gen.Int[0, 10].Array[0, 40].Sample(steps =>
    {
        using var folder = new TemporaryFolder();
        using var store = folder.Open(_clock);
        var id = store.OpenWorkspaceAsync("source", Token).GetAwaiter().GetResult().Value.Id;
        foreach (var (step, i) in steps.Select((step, i) => (step, i)))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            store.WriteAsync<int>(id, write => Apply(write, step, i), Token).GetAwaiter().GetResult();
        }

        var job = new ExportJob(folder.PathOf("bundle"), "source", store, new GraphQueries(store));
        Assert.True(_format.ExportAsync(job, Token).GetAwaiter().GetResult().IsSuccess);
        var restored = _format.ImportAsync(Job(store, folder.PathOf("bundle"), "copy"), Token).GetAwaiter().GetResult();
        Assert.True(restored.IsSuccess, restored.Problem?.Detail);
        Assert.Equal(History(store, "source"), History(store, "copy"));
    }, iter: 30);

    [Fact]
    public async Task An_interrupted_import_goes_on_where_it_stopped()
    {
        var id = (await _store.OpenWorkspaceAsync("source", Token)).Value.Id;
        var many = Enumerable.Range(0, HistoryReading.StretchSeqs).Select(i => new NewEntity($"e{i}", "t", [$"text {i}"])).ToList();
        await _commands.ExecuteAsync(id, new CreateEntities(many, Circumstances.Default), Token);
        await _commands.ExecuteAsync(id, new DeleteEntities(["e1"]), Token);
        await ExportAsync("source", "bundle");
        using var stop = new CancellationTokenSource();
        var job = Job(_store, _folder.PathOf("bundle"), "copy") with { Progress = _ => stop.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _format.ImportAsync(job, stop.Token));
        var head = _store.FindWorkspace("copy")!.HeadSeq;
        var resumed = await ImportAsync("bundle", "copy");

        Assert.Equal(HistoryReading.StretchSeqs, head);
        Assert.True(resumed.Value is { Skipped: > 0, Created: > 0 });
        Assert.Equal(History("source"), History("copy"));
    }

    [Fact]
    public async Task A_trimmed_log_stays_trimmed()
    {
        await FillAsync("source");
        var id = _store.FindWorkspace("source")!.Id;
        await _store.WriteAsync<int>(id, write => { write.TrimLog(4); return 0; }, Token);
        await ExportAsync("source", "bundle");
        await ImportAsync("bundle", "copy");

        Assert.Equal(5, _store.FindWorkspace("copy")!.LogStartSeq);
        Assert.Equal(History("source"), History("copy"));
    }

    [Theory]
    [InlineData("facts.ndjson", "SHA-256")]
    [InlineData("log.ndjson", "SHA-256")]
    public async Task A_changed_file_is_refused_by_name(string name, string expected)
    {
        await FillAsync("source");
        await ExportAsync("source", "bundle");
        await File.AppendAllTextAsync(Path.Combine(_folder.PathOf("bundle"), name), "\n", Token);
        var result = await ImportAsync("bundle", "copy");

        Assert.Equal(ImportProblems.BadBundle, result.Problem!.Code);
        Assert.Contains(expected, result.Problem.Detail, StringComparison.Ordinal);
        Assert.StartsWith(name, result.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_of_the_first_layout_is_read_without_marks_and_revisions()
    {
        await FillAsync("source");
        await ExportAsync("source", "bundle");
        var manifest = Path.Combine(_folder.PathOf("bundle"), "manifest.json");
        var text = await File.ReadAllTextAsync(manifest, Token);
        await File.WriteAllTextAsync(manifest, text.Replace("\"schema\":2", "\"schema\":1", StringComparison.Ordinal), Token);
        foreach (var name in (string[])["marks.ndjson", "revisions.ndjson"]) { File.Delete(Path.Combine(_folder.PathOf("bundle"), name)); }

        Assert.True((await ImportAsync("bundle", "copy")).IsSuccess);
        Assert.Equal(History("source"), History("copy"));

        await File.WriteAllTextAsync(manifest, text, Token);
        Assert.Contains("marks.ndjson is missing", (await ImportAsync("bundle", "other")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_named()
    {
        await FillAsync("source");
        await ExportAsync("source", "bundle");
        var manifest = Path.Combine(_folder.PathOf("bundle"), "manifest.json");
        var text = await File.ReadAllTextAsync(manifest, Token);

        await File.WriteAllTextAsync(manifest, text.Replace("\"schema\":2", "\"schema\":3", StringComparison.Ordinal), Token);
        Assert.Equal(ImportProblems.NewerBundle, (await ImportAsync("bundle", "copy")).Problem!.Code);
        await File.WriteAllTextAsync(manifest, "{", Token);
        Assert.Equal(ImportProblems.BadBundle, (await ImportAsync("bundle", "copy")).Problem!.Code);
        await File.WriteAllTextAsync(manifest, "null", Token);
        Assert.Equal(ImportProblems.BadBundle, (await ImportAsync("bundle", "copy")).Problem!.Code);
        await File.WriteAllTextAsync(manifest, text, Token);
        File.Delete(Path.Combine(_folder.PathOf("bundle"), "entities.ndjson"));
        Assert.Contains("entities.ndjson is missing", (await ImportAsync("bundle", "copy")).Problem!.Detail, StringComparison.Ordinal);
        File.Delete(manifest);
        Assert.Contains("did not finish", (await ImportAsync("bundle", "copy")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_cannot_write_outside_its_place()
    {
        var path = _folder.PathOf("evil.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Token))
        {
            zip.CreateEntry("../escaped.txt");
            zip.CreateEntry("manifest.json");
        }

        Assert.Equal(ImportProblems.BadBundle, (await ImportAsync("evil.zip", "copy")).Problem!.Code);
        Assert.False(File.Exists(_folder.PathOf("escaped.txt")));
    }

    [Fact]
    public async Task What_does_not_exist_is_a_problem_and_no_crash()
    {
        Assert.Equal(GraphProblems.WorkspaceNotFound, (await _format.ExportAsync(new ExportJob(_folder.PathOf("b"), "nowhere", _store, new GraphQueries(_store)), Token)).Problem!.Code);
        Assert.Equal(ImportProblems.BadBundle, (await ImportAsync("nowhere", "copy")).Problem!.Code);
        await FillAsync("source");
        Assert.Equal(ImportProblems.FileFault,
            (await _format.ExportAsync(new ExportJob("/proc/graphmemory/bundle", "source", _store, new GraphQueries(_store)), Token)).Problem!.Code);
    }

    [Fact]
    public async Task A_part_that_does_not_fit_the_end_of_the_log_is_refused()
    {
        await FillAsync("source");
        var id = _store.FindWorkspace("source")!.Id;
        var stretch = new HistoryStretch(0, 1, 1, [], [], [], [], []);

        Assert.Equal(ImportProblems.WorkspaceInUse, (await _commands.ExecuteAsync(id, new RestoreStretch(stretch), Token)).Problem!.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.WriteAsync<int>(id, write => { write.Restore(stretch); return 0; }, Token));
    }

    private static int Apply(IWorkspaceWrite write, int step, int i)
    {
        var facts = write.Workspace.HeadSeq == 0 ? [] : Enumerable.Range(1, (int)write.Workspace.HeadSeq).Select(id => write.Fact(id)).OfType<Fact>().ToList();
        _ = step switch
        {
            0 => new CreateEntities([new NewEntity($"e{i % 5}", "t", [$"uses x{i % 3}", $"does not use x{i % 3}"])], Circumstances.Default).Apply(write).IsSuccess,
            1 => new CreateRelations([new RelationKey($"e{i % 5}", $"e{i % 4}", $"r{i % 2}")], Circumstances.Default).Apply(write).IsSuccess,
            2 => new DeleteEntities([$"e{i % 5}"]).Apply(write).IsSuccess,
            3 => new DeclarePredicate($"r{i % 2}", IsFunctional(i)).Apply(write).IsSuccess,
            4 => facts.Count > 0 && new Purge([facts[i % facts.Count].Id], []).Apply(write).IsSuccess,
            5 => write.Conflicts(openOnly: true, 1) is [var open] && Resolve(write, open),
            6 => new Remember([new NewObservation($"n{i}", null, null, Circumstances.Default with
            {
                Tags = ["a", "b"], Confidence = .25f, Valid = new ValidTime(i, i + 9), Provenance = new Provenance("p", "c", "t", "s", "f", "k", "u"),
                Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v\u2028"),
            })]).Apply(write).IsSuccess,
            8 => new SetMarks([], [$"e{i % 5}"], new MarkChange((Tier)(i % 3), i % 2 == 0, i % 4 == 0 ? i : null)).Apply(write).IsSuccess,
            9 => new MergeEntities($"e{i % 5}", $"e{i % 4}").Apply(write).IsSuccess,
            10 => new UnmergeEntity($"e{i % 5}").Apply(write).IsSuccess,
            _ => new Link([new NewLink($"e{i % 5}", "x", "r", .5f, Circumstances.Default with { Polarity = Polarity.Denied })]).Apply(write).IsSuccess,
        };
        return 0;

        static bool IsFunctional(int i) => i % 3 != 0;
        static bool Resolve(IWorkspaceWrite write, Conflict open)
        {
            write.ResolveConflict(open.EarlierId, open.LaterId);
            return true;
        }
    }

    private async Task FillAsync(string workspace)
    {
        var id = (await _store.OpenWorkspaceAsync(workspace, Token)).Value.Id;
        await _commands.ExecuteAsync(id, new CreateEntities([new NewEntity("Ada", "person", ["likes tea", "does not like tea"])], Circumstances.Default), Token);
        _clock.Advance(TimeSpan.FromHours(1));
        await _commands.ExecuteAsync(id, new CreateRelations([new RelationKey("Ada", "Zürich", "lives_in")], Circumstances.Default), Token);
        await _commands.ExecuteAsync(id, new DeleteObservations([new EntityTexts("Ada", ["likes tea"])]), Token);
        await _commands.ExecuteAsync(id, new DeleteEntities(["Zürich"]), Token);
    }

    private static ImportJob Job(SqliteGraphStore store, string source, string workspace) => new(
        source, workspace, store, new GraphCommands(store, new GraphLimits()), new GraphLimits(), source + ".checkpoint", source + ".rejects");

    private async Task<ExportReport> ExportAsync(string workspace, string target) =>
        (await _format.ExportAsync(new ExportJob(_folder.PathOf(target), workspace, _store, new GraphQueries(_store), _ => { }), Token)).Value;

    private Task<Result<ImportReport>> ImportAsync(string source, string workspace) =>
        _format.ImportAsync(Job(_store, _folder.PathOf(source), workspace), Token);

    private WorkspaceCounts Counts(string workspace) => _store.Read(_store.FindWorkspace(workspace)!.Id, read => read.Counts());

    private List<string> History(string workspace) => History(_store, workspace);

    /// <summary>Every row as text; immutable lists are spelled out, since records compare them by reference.</summary>
    private static List<string> History(SqliteGraphStore store, string workspace) => store.Read(store.FindWorkspace(workspace)!.Id, read => HistoryReading.Of(read)
        .SelectMany(stretch => stretch.Predicates.Select(row => $"{row}").Concat(stretch.Entities.Select(row => $"{row}"))
            .Concat(stretch.Facts.Select(row => $"{row} {string.Join(',', row.Statement.Tags)} {string.Join(',', row.Statement.Metadata)}"))
            .Concat(stretch.Conflicts.Select(row => $"{row}")).Concat(stretch.Log.Select(row => $"{row}"))
            .Concat(stretch.Marks.Select(row => $"{row}")).Concat(stretch.Revisions.Select(row => $"{row}")))
        .ToList());
}
