using GraphMemory.Server.ImportExport;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport;

public sealed class ScratchFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_new_is_its_owners_alone_and_leaves_nothing_beside_it()
    {
        using (var scratch = Filled()) { scratch.MoveInto(_folder.PathOf("out/target")); }

        Assert.Equal(["inner/b", "a"], Files("out/target"));
        Assert.Equal(["target"], Directory.GetFileSystemEntries(_folder.PathOf("out")).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.PathOf("out/target")));
        }
    }

    [Fact]
    public void In_a_folder_that_stands_files_of_the_same_name_are_replaced_and_others_stay()
    {
        Write("out/target/a", "old");
        Write("out/target/inner/mine", "mine");
        using (var scratch = Filled()) { scratch.MoveInto(_folder.PathOf("out/target")); }

        Assert.Equal(["inner/mine", "inner/b", "a"], Files("out/target"));
        Assert.Equal("new", File.ReadAllText(_folder.PathOf("out/target/a")));
        Assert.Equal(["target"], Directory.GetFileSystemEntries(_folder.PathOf("out")).Select(Path.GetFileName));
    }

    private ScratchFolder Filled()
    {
        var scratch = new ScratchFolder(_folder.PathOf("out"));
        File.WriteAllText(Path.Combine(scratch.Path, "a"), "new");
        Directory.CreateDirectory(Path.Combine(scratch.Path, "inner"));
        File.WriteAllText(Path.Combine(scratch.Path, "inner/b"), "new");
        return scratch;
    }

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(name))!);
        File.WriteAllText(_folder.PathOf(name), content);
    }

    private List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(_folder.PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.PathOf(folder), file).Replace('\\', '/')).OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
}
