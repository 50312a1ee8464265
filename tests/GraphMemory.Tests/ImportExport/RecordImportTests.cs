using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Json;

namespace GraphMemory.Tests.ImportExport;

public sealed class RecordImportTests : IDisposable
{
    private readonly TransferFixture _memory = new();
    private readonly MemoryListFormat _format = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Records_are_created_once_and_rejected_with_their_reason()
    {
        var path = _memory.File("m.json", """[{"content":"one","about":"A"},{"content":"one","about":"A"},{"x":1},{"from":"A","to":"B","type":"r"},{"name":"A","type":"person"}]""");

        var first = _memory.Import(_format, path);
        var again = _memory.Import(_format, path);

        Assert.Equal(new ImportReport(Read: 5, Created: 2, Updated: 0, Skipped: 2, Rejected: 1, Healed: 0), first);
        Assert.Equal(new ImportReport(Read: 5, Created: 0, Updated: 0, Skipped: 4, Rejected: 1, Healed: 0), again);
        var rejected = Assert.Single(File.ReadAllLines(RejectsFile.PathOf(path)));
        Assert.Equal(3, JsonDocument.Parse(rejected).RootElement.GetProperty("line").GetInt64());
    }

    [Fact]
    public async Task An_interrupted_import_goes_on_where_it_stopped_and_another_content_starts_anew()
    {
        var path = _memory.File("m.json", string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $$"""{"content":"text {{i}}","id":"{{i}}"}""")));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _format.ImportAsync(_memory.Job(path, "w") with { Progress = _ => stop.Cancel() }, stop.Token));
        var head = _memory.Store.FindWorkspace("w")!.HeadSeq;
        var seen = new List<ImportProgress>();
        var report = (await _format.ImportAsync(_memory.Job(path, "w") with { Progress = seen.Add }, Token)).Value;

        Assert.Equal(4_000, head);
        Assert.Equal([4_000L, 5_000L], seen.Select(progress => progress.Report.Read));
        Assert.Equal(5_000, report.Created);
        Assert.Equal(new FileInfo(path).Length, seen[^1].BytesRead);
        Assert.False(File.Exists(path + ".checkpoint"));

        await File.WriteAllTextAsync(path + ".checkpoint", """{"Sha256":"json:other","Position":4000,"Report":{"Read":4000}}""", Token);
        Assert.Equal(5_000, _memory.Import(_format, path).Skipped);
    }

    [Theory]
    [InlineData(ConflictPolicy.Skip, "2026-02-01", "old", 0, 1)]
    [InlineData(ConflictPolicy.Overwrite, "2020-01-01", "new", 1, 0)]
    [InlineData(ConflictPolicy.Newest, "2026-02-01", "new", 1, 0)]
    [InlineData(ConflictPolicy.Newest, "2020-01-01", "old", 0, 1)]
    [InlineData(ConflictPolicy.Duplicate, "2026-02-01", "old,new", 0, 0)]
    public void A_memory_that_changed_in_its_source_follows_the_rule(ConflictPolicy policy, string changed, string expected, int updated, int skipped)
    {
        var options = ImportOptions.Default with { OnConflict = policy };
        _memory.Import(_format, _memory.File("a.json", """{"id":"7","content":"old","updated_at":"2026-01-01T00:00:00Z"}"""), options: options);
        var path = _memory.File("b.json", $$"""{"id":"7","content":"new","updated_at":"{{changed}}"}""");
        var report = _memory.Import(_format, path, options: options);
        var head = _memory.Store.FindWorkspace("w")!.HeadSeq;
        _memory.Import(_format, path, options: options);

        var note = new MemoryId("json", "7").NoteName;
        Assert.Equal((updated, skipped), (report.Updated, report.Skipped));
        Assert.Equal(expected.Split(','), _memory.Facts("w", note).Where(fact => fact.IsLive).Select(fact => fact.Statement.Text));
        Assert.Equal(head, _memory.Store.FindWorkspace("w")!.HeadSeq);
    }

    [Fact]
    public void Ids_times_and_unknown_fields_of_the_source_are_kept_as_metadata()
    {
        var options = ImportOptions.Default with { Zone = TimeZoneInfo.CreateCustomTimeZone("z", TimeSpan.FromHours(2), "z", "z") };
        _memory.Import(_format, _memory.File("a.json", """
            {"id":"m1","content":"text","type":"insight","tags":["a","#b"],"created_at":"2024-05-01T12:00:00","updated_at":1714557600,"embedding":[1,2],
             "confidence":0.5,"metadata":{"project":"x","deep":{"k":1}},"mood":"good",
             "relationships":[{"target_id":"m2","type":"supports","weight":0.5}, 7]}
            """), options: options);
        var fact = Assert.Single(_memory.Facts("w", new MemoryId("json", "m1").NoteName), fact => fact.Statement.Kind == FactKind.Observation);
        var relation = Assert.Single(_memory.Facts("w", new MemoryId("json", "m1").NoteName), fact => fact.Statement.Kind == FactKind.Relation);

        Assert.Equal(ValidTime.Always, fact.Statement.Valid);
        Assert.Equal(TransferFixture.Start.ToUnixTimeMilliseconds(), fact.RecordedAtMs);
        Assert.Equal(["a", "#b"], fact.Statement.Tags);
        Assert.Equal(0.5f, fact.Statement.Confidence);
        Assert.Equal(0.5f, relation.Statement.Weight);
        Assert.Equal(
            ["deep={\"k\":1}", "mood=good", "project=x", "source_created=2024-05-01T10:00:00.000Z", "source_id=m1"],
            fact.Statement.Metadata.Where(pair => pair.Key != SourceMetadata.Updated).Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal("insight", _memory.Store.Read(_memory.Workspace("w"), read => read.FindEntity(new MemoryId("json", "m1").NoteName)!.Type));
        Assert.Equal(1, _memory.Import(_format, _memory.PathOf("a.json"), "other").Lost["embeddings"]);
    }

    [Fact]
    public void What_is_beyond_a_bound_is_rejected_or_left_out_and_the_rest_goes_in()
    {
        var tags = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"t{i}\""));
        var path = _memory.File("m.json", $$"""
            [{"content":"{{new string('x', 300_000)}}"},
             {"content":"kept","id":"k","tags":[{{tags}}],"metadata":{"small":"s","big":"{{new string('y', 20_000)}}"} },
             {"from":"{{new string('n', 2_000)}}","to":"b"}]
            """);
        var report = _memory.Import(_format, path);
        var fact = Assert.Single(_memory.Facts("w", new MemoryId("json", "k").NoteName));

        Assert.Equal((3, 1, 2), (report.Read, report.Created, report.Rejected));
        Assert.Equal(36, report.Lost["tags beyond the bound"]);
        Assert.Equal(1, report.Lost["metadata beyond the bound"]);
        Assert.Equal(["small", "source_id"], fact.Statement.Metadata.Keys);
        Assert.All(_memory.Rejects(path).Split('\n'), line => Assert.True(line.Length < 10_000));
    }

    [Fact]
    public void Memories_without_a_subject_are_notes_or_about_what_the_user_says()
    {
        var path = _memory.File("m.json", """["text",{"content":"loose"},{"content":"bound","about":"B"}]""");
        _memory.Import(_format, path);
        _memory.Import(_format, path, "about", ImportOptions.Default with { About = "Project X", Type = "project" });

        Assert.Single(_memory.Facts("w", Remember.NoteName("text")));
        Assert.Single(_memory.Facts("w", Remember.NoteName("loose")));
        Assert.Equal(["text", "loose"], _memory.Facts("about", "Project X").Select(fact => fact.Statement.Text));
        Assert.Equal("project", _memory.Store.Read(_memory.Workspace("about"), read => read.FindEntity("B")!.Type));
    }

    [Fact]
    public void A_compressed_source_is_unpacked_whatever_it_is_called_and_a_broken_one_gives_what_stands_before()
    {
        var text = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $$"""{"content":"{{Convert.ToHexString(BitConverter.GetBytes(i * 7919))}} {{i}}"}"""));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) { gzip.Write(Encoding.UTF8.GetBytes(text)); }
        var bytes = packed.ToArray();
        var whole = _memory.Import(_format, _memory.File("whole.json", bytes));
        bytes.AsSpan(bytes.Length / 2, 64).Fill(0xFF);
        var broken = _memory.Import(_format, _memory.File("broken.gz", bytes), "broken");

        Assert.Equal(3_000, whole.Created);
        Assert.InRange(broken.Created, 1, 2_999);
        Assert.True(broken.Rejected > 0);
        Assert.Equal("json", MemoryFormats.Choose(MemoryFormats.Create(), null, _memory.PathOf("whole.json")).Value.Name);
    }

    [Fact]
    public void A_folder_or_zip_is_one_source_with_its_files_in_order()
    {
        _memory.File("folder/b.txt", "b");
        _memory.File("folder/sub/a.txt", "a");
        _memory.File("folder/.git/config", "hidden");
        ZipFile.CreateFromDirectory(_memory.PathOf("folder"), _memory.PathOf("x.zip"));
        using var folder = ImportSource.At(_memory.PathOf("folder"));
        using var zip = ImportSource.At(_memory.PathOf("x.zip"));
        using var reader = new StreamReader(zip.Open("sub/a.txt"));

        Assert.Equal(["b.txt", "sub/a.txt"], folder.Names);
        Assert.True(zip.IsFolder);
        Assert.Equal("a", reader.ReadToEnd());
        Assert.Equal((1L, 2L), (zip.BytesRead, folder.BytesTotal));
        Assert.True(folder.Has("b.txt"));
        Assert.Throws<FileNotFoundException>(() => zip.Open("absent"));
        Assert.NotEqual(folder.Sha256(), zip.Sha256());
    }

    [Fact]
    public void What_cannot_be_read_or_written_is_a_problem()
    {
        _memory.Import(_format, _memory.File("m.json", """{"content":"x"}"""));

        Assert.Equal(ImportProblems.FileFault, _memory.TryImport(_format, _memory.PathOf("absent")).Problem!.Code);
        Assert.False(_memory.TryImport(_format, _memory.PathOf("m.json"), "").IsSuccess);
        Assert.Equal(ImportProblems.FileFault, Refused("/proc/graphmemory/x", "w"));
        Assert.Equal(GraphProblems.WorkspaceNotFound, Refused("x", "none"));
        Assert.Equal(ImportProblems.UnknownFormat, MemoryFormats.Choose(MemoryFormats.Create(), "telepathy", "x").Problem!.Code);
    }

    private Engine.Errors.ProblemCode Refused(string target, string workspace) =>
        _format.ExportAsync(new ExportJob(target, workspace, _memory.Store, _memory.Queries), Token).GetAwaiter().GetResult().Problem!.Code;
}
