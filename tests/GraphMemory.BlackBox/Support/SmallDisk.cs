namespace GraphMemory.BlackBox.Support;

/// <summary>A folder on a disk of its own (tmpfs), which root can make small, full or read-only.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphmemory-disk-");

    public string Path => _folder.FullName;

    /// <summary>Skips the test with the reason when this machine does not let us mount.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var (exitCode, error) = await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", disk.Path);
        if (exitCode == 0) { return disk; }
        disk._folder.Delete();
        Assert.Skip($"A small disk needs the right to mount: {error.Trim()}");
        return disk;
    }

    public async Task RemountAsync(string options)
    {
        var (exitCode, error) = await Tool.RunAsync("mount", "-o", $"remount,{options}", Path);
        Assert.True(exitCode == 0, error);
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("umount", "--lazy", Path);
        _folder.Delete();
    }
}
