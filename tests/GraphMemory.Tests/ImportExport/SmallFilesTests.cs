using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport;

public sealed class SmallFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_file_is_there_with_its_own_content()
    {
        const int count = 3_000;
        var folder = Directory.CreateDirectory(_folder.PathOf("files")).FullName;
        using (var files = new SmallFiles())
        {
            for (var i = 0; i < count; i++)
            {
                var text = Content(i);
                files.Add(Path.Combine(folder, $"{i}"), file => file.Write(text));
            }

            files.Complete();
        }

        Assert.Equal(count, Directory.GetFiles(folder).Length);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(Content(i), File.ReadAllText(Path.Combine(folder, $"{i}"))));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_told_and_nobody_waits_for_the_others()
    {
        using var files = new SmallFiles();
        Assert.Throws<DirectoryNotFoundException>(() =>
        {
            for (var i = 0; i < 1_000; i++) { files.Add(_folder.PathOf($"missing/{i}"), file => file.Write(new string('x', 10_000))); }
            files.Complete();
        });
    }

    [Fact]
    public void A_file_that_stands_already_is_not_written_over()
    {
        var path = _folder.PathOf("mine");
        File.WriteAllText(path, "mine");
        using var files = new SmallFiles();
        files.Add(path, file => file.Write("other"));

        Assert.Throws<IOException>(files.Complete);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void Given_up_in_the_middle_it_ends()
    {
        var files = new SmallFiles();
        files.Add(_folder.PathOf("a"), file => file.Write("a"));
        files.Dispose();

        Assert.False(File.Exists(_folder.PathOf("a")));
    }

    /// <summary>From nothing to more than a bundle holds.</summary>
    private static string Content(int i) => i == 77 ? new string('é', 100_000) : new string((char)('a' + (i % 26)), i % 300);
}
