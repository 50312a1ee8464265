using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Ancestor;
using GraphMemory.Tests.ImportExport.Foreign;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport.Ancestor;

/// <summary>Sources that must not or cannot come in, and what is told about them.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_files_of_a_Kuzu_database_are_recognised_and_the_way_out_is_told()
    {
        _folder.File("db/catalog.kz", "x");
        _folder.File("db/data.kz", "x");
        var single = _folder.File("graph.db", "KUZU and the rest");
        var archive = Path.Combine(_folder.Path, "kuzu_2025.tar.gz");
        await using (var packed = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            await TarFile.CreateFromDirectoryAsync(Path.Combine(_folder.Path, "db"), packed, includeBaseDirectory: true, TestContext.Current.CancellationToken);
        }

        foreach (var path in new[] { Path.Combine(_folder.Path, "db"), single, archive })
        {
            var problem = await ProblemAsync(path, "kuzu-database");

            Assert.Equal(ImportProblems.NeedsExport, problem.Code);
            Assert.Contains("EXPORT DATABASE 'folder' (format=\"csv\", header=true)", problem.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_differs_from_the_checksum_beside_it_is_refused()
    {
        var path = ForeignSamples.Make(_folder, "postgres.sql.gz");
        var sum = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        _folder.File("postgres.sql.gz.sha256", $"{sum}  postgres.sql.gz\n");
        Assert.Null(await FaultAsync(path, "postgres"));

        _folder.File("postgres.sql.gz.sha256", $"{new string('0', 64)}  postgres.sql.gz\n");
        Assert.Equal(ImportProblems.WrongChecksum, (await ProblemAsync(path, "postgres")).Code);

        _folder.File("postgres.sql.gz.sha256", "no checksum");
        Assert.Null(await FaultAsync(path, "postgres"));
    }

    [Theory]
    [InlineData("mem0")]
    [InlineData("claude-mem")]
    [InlineData("postgres")]
    [InlineData("settings")]
    public async Task A_folder_is_no_file(string format) => Assert.Contains("name it", (await FaultAsync(_folder.Path, format))!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Keys_are_told_and_none_comes_in()
    {
        _folder.File("jwt/private.pem", "-----BEGIN PRIVATE KEY-----\nabc\n");
        _folder.File("jwt/public.jwk", """{"kty": "OKP"}""");
        var path = Path.Combine(_folder.Path, "jwt");
        using var source = ImportSource.At(path);

        Assert.Equal("keys", MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value.Name);
        Assert.Equal(["private.pem: a key", "public.jwk: a key"], new KeysFormat().Read(source, ImportOptions.Default).Cast<LostItem>().Select(lost => lost.What));
    }

    [Fact]
    public async Task An_archive_of_pg_dump_needs_pg_restore()
    {
        var path = _folder.File("full.dump", "PGDMP and the rest");
        var answer = await FaultAsync(path, "postgres");

        // Where PostgreSQL is installed its own program says that this is no archive: then nothing comes in and the reason is kept.
        if (answer is null) { Assert.Contains("pg_restore failed", await File.ReadAllTextAsync(path + ".rejects", TestContext.Current.CancellationToken), StringComparison.Ordinal); }
        else { Assert.Contains("pg_restore -f dump.sql full.dump", answer.Detail, StringComparison.Ordinal); }
    }

    [Fact]
    public void What_pg_restore_writes_is_read_while_it_is_fed()
    {
        using var stream = new RestoreStream(Started("cat"), new MemoryStream(new byte[300_000]));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);

        Assert.Equal(300_000, copy.Length);
        Assert.False(stream.CanSeek || stream.CanWrite);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void The_failure_of_pg_restore_is_the_streams()
    {
        using var stream = new RestoreStream(Started("sh", "-c", "echo 'no archive' >&2; exit 1"), new MemoryStream(new byte[300_000]));

        Assert.Contains("no archive", Assert.Throws<InvalidDataException>(() => stream.ReadByte()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_gives_up_ends_the_program_too()
    {
        var process = Started("cat");
        using (var stream = new RestoreStream(process, new MemoryStream(new byte[1 << 20]))) { Assert.Equal(0, stream.ReadByte()); }

        Assert.Throws<InvalidOperationException>(() => process.HasExited); // disposed with the stream
    }

    private static Process Started(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) { start.ArgumentList.Add(argument); }
        return Process.Start(start)!;
    }

    private static async Task<Problem> ProblemAsync(string path, string format)
    {
        Assert.Equal(format, MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value.Name);
        return (await FaultAsync(path, format))!;
    }

    private static async Task<Problem?> FaultAsync(string path, string format)
    {
        using var data = new TemporaryFolder();
        using var store = data.Open();
        var limits = new GraphLimits();
        var job = new ImportJob(path, "w", store, new GraphCommands(store, limits), limits, data.PathOf("checkpoint"), path + ".rejects");
        var report = await MemoryFormats.Create().Items.Single(item => item.Name == format).ImportAsync(job, TestContext.Current.CancellationToken);
        return report.IsSuccess ? null : report.Problem;
    }
}
