using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Tests.ImportExport;

/// <summary>What a lossless format must do with any memory: out, in, and out again gives the same graph and the same bytes.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Lossless => ["json", "csv", "graphml", "vault", "kuzu"];

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Any_memory_goes_out_comes_back_and_goes_out_the_same(string name)
    {
        using var fixture = new TransferFixture();
        var format = (RecordFormat)MemoryFormats.Create().Items.Single(item => item.Name == name);
        var round = 0;
        RandomMemory.Items.Sample(
            items =>
            {
                var (source, copy) = ($"source{round}", $"copy{round++}");
                fixture.Do(source, new ImportBatch(items, ConflictPolicy.Skip));
                var (first, second) = (fixture.PathOf(source), fixture.PathOf(copy));
                var exported = fixture.Export(format, first, source);
                var imported = fixture.Import(format, first, copy);
                var head = fixture.Store.FindWorkspace(copy)!.HeadSeq;
                var again = fixture.Import(format, first, copy);
                fixture.Export(format, second, copy);

                Assert.Equal(0, imported.Rejected);
                Assert.Equal(fixture.Graph(source), fixture.Graph(copy));
                Assert.Equal(Content(first), Content(second));
                Assert.Equal((0L, 0L, head), (again.Created, again.Updated, fixture.Store.FindWorkspace(copy)!.HeadSeq));
                Assert.DoesNotContain(exported.Lost.Keys, part => part is "denials" or "tags" or "metadata" or "provenance" or "valid times" or "confidences" or "weights");
            },
            iter: 150, threads: 1);
    }

    private static List<string> Content(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(path, file)}\n{File.ReadAllText(file)}")]
        : [File.ReadAllText(path)];
}
