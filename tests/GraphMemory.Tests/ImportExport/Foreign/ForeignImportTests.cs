using System.Text;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport.Foreign;

/// <summary>What holds for every product that is imported from.</summary>
public sealed class ForeignImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void The_format_is_told_by_content(string sample, string format)
    {
        using var folder = new TestFolder();
        var path = ForeignSamples.Make(folder, sample);

        Assert.Equal(format, MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value.Name);
    }

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public async Task Doing_it_twice_changes_nothing(string sample, string format)
    {
        using var folder = new TestFolder();
        var path = ForeignSamples.Make(folder, sample);
        using var data = new TemporaryFolder();
        using var store = data.Open();
        var first = await ImportAsync(store, data, format, path);
        var head = store.FindWorkspace("w")!.HeadSeq;
        var again = await ImportAsync(store, data, format, path);

        Assert.InRange(first.Created, 1, 100);
        Assert.Equal((0, 0, first.Rejected), (again.Created, again.Updated, again.Rejected));
        Assert.Equal(head, store.FindWorkspace("w")!.HeadSeq);
        Assert.Equal(first.Read, first.Created + first.Updated + first.Skipped + first.Rejected);
        Assert.Equal(first.Lost, again.Lost);
    }

    /// <summary>Whatever an attacker or a bad disk makes of a file, reading it ends, and in no other way than by saying that it is damaged.</summary>
    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void No_bytes_make_a_reader_fail_otherwise_than_by_saying_so(string sample, string format)
    {
        using var folder = new TestFolder();
        var path = ForeignSamples.Make(folder, sample);
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : [path];
        var wholes = files.Select(File.ReadAllBytes).ToArray();
        var reader = (RecordFormat)MemoryFormats.Create().Items.Single(item => item.Name == format);
        Gen.Int[0, files.Length - 1].SelectMany(i => Mutation.Of(wholes[i]).Select(bytes => (i, bytes))).Sample(change =>
        {
            File.WriteAllBytes(files[change.i], change.bytes);
            try
            {
                using var source = ImportSource.At(path);
                reader.LikenessOf(new SourceSample(source));
                Assert.InRange(reader.Read(source, ImportOptions.Default).Count(), 0, 10_000);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                Assert.NotEmpty(exception.Message);
            }
            finally
            {
                File.WriteAllBytes(files[change.i], wholes[change.i]);
            }
        }, iter: 40, threads: 1);
    }

    private static async Task<ImportReport> ImportAsync(SqliteGraphStore store, TemporaryFolder data, string format, string path)
    {
        var limits = new GraphLimits();
        var job = new ImportJob(path, "w", store, new GraphCommands(store, limits), limits, data.PathOf("checkpoint"), data.PathOf("rejects"));
        return (await MemoryFormats.Create().Items.Single(item => item.Name == format).ImportAsync(job, Token)).Value;
    }
}
