using GraphMemory.Engine.ImportExport;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport;

public sealed class ImportSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Small_files_of_a_folder_are_read_as_they_were_hashed()
    {
        Write("small.md", "as it was");
        Write("large.md", new string('x', 100_000));
        using var source = ImportSource.At(_folder.PathOf("in"));
        var hash = source.Sha256();
        Write("small.md", "something else");
        Write("large.md", new string('y', 100_000));

        Assert.Equal("as it was", Text(source.Open("small.md")));
        Assert.Equal("as it was", Text(source.Peek("small.md")));
        Assert.Equal(new string('y', 100_000), Text(source.Open("large.md")));
        Assert.Equal(9 + 100_000, source.BytesRead);
        using var later = ImportSource.At(_folder.PathOf("in"));
        Assert.NotEqual(hash, later.Sha256());
    }

    [Fact]
    public void A_file_that_is_named_itself_is_read_from_the_disk()
    {
        Write("one.md", "before");
        using var source = ImportSource.At(_folder.PathOf("in/one.md"));
        source.Sha256();
        Write("one.md", "after");

        Assert.False(source.IsFolder);
        Assert.Equal("after", Text(source.Open()));
    }

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(_folder.PathOf("in"));
        File.WriteAllText(_folder.PathOf($"in/{name}"), content);
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
