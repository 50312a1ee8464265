using GraphMemory.Server.Editing;

namespace GraphMemory.Tests.Editing;

public sealed class PersonalFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_is_followed_and_mode_and_byte_order_mark_are_kept()
    {
        var real = Path.Combine(_folder.Path, "dotfiles", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(real)!);
        File.WriteAllBytes(real, [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']);
        File.SetUnixFileMode(real, (UnixFileMode)0b110_100_000);
        var link = Path.Combine(_folder.Path, "settings.json");
        File.CreateSymbolicLink(link, real);

        var file = PersonalFile.Read(link).File!;
        file.KeepBackup();
        Assert.True(file.Replace("[]"));

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'[', (byte)']'], File.ReadAllBytes(real));
        Assert.Equal((UnixFileMode)0b110_100_000, File.GetUnixFileMode(real));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file.BackupPath));
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], File.ReadAllBytes(file.BackupPath));
    }

    [Fact]
    public void A_file_that_somebody_changed_meanwhile_is_left_alone()
    {
        var file = PersonalFile.Read(_folder.File("a.json", "{}")).File!;
        File.WriteAllText(file.Path, "{ }");

        Assert.False(file.Replace("[]"));
        Assert.False(file.Delete());
        Assert.Equal("{ }", File.ReadAllText(file.Path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        var path = Path.Combine(_folder.Path, "a.json");
        File.WriteAllBytes(path, [0xFF, 0xFE, 0x00]);

        Assert.Contains("not UTF-8", PersonalFile.Read(path).Fault!.What, StringComparison.Ordinal);
    }
}
