using System.Text.Json;

namespace GraphMemory.Tests.Cli;

public sealed class BackupCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_backup_brings_back_what_was_lost()
    {
        var file = Path.Combine(_cli.Home.Path, "safe.db");
        await _cli.RunAsync("remember", "keep me", "-a", "thing");
        var backup = await _cli.RunAsync("backup", file);
        await _cli.RunAsync("purge", "thing", "--yes");

        var restore = await _cli.RunAsync("restore", file);

        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Matches("backed up .*safe.db", backup.Output);
        Assert.Matches("sha256 [0-9a-f]{64}", backup.Output);
        Assert.True(restore.ExitCode == 0, restore.Error);
        Assert.Contains("the earlier database is kept as", restore.Output, StringComparison.Ordinal);
        Assert.Contains("keep me", (await _cli.RunAsync("get", "thing")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_takes_away_what_was_made_from_the_other_history()
    {
        var file = Path.Combine(_cli.Home.Path, "safe.db");
        await _cli.RunAsync("remember", "keep me", "-a", "thing");
        await _cli.RunAsync("backup", file);
        foreach (var name in (string[])["index", "imports"])
        {
            Directory.CreateDirectory(Path.Combine(_cli.DataFolder, name));
            await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, name, "x"), "of before", TestContext.Current.CancellationToken);
        }

        await _cli.RunAsync("restore", file);

        Assert.False(Directory.Exists(Path.Combine(_cli.DataFolder, "index")));
        Assert.False(Directory.Exists(Path.Combine(_cli.DataFolder, "imports")));
    }

    [Fact]
    public async Task Both_answer_in_JSON()
    {
        var file = Path.Combine(_cli.Home.Path, "safe.db");
        await _cli.RunAsync("remember", "keep me", "-a", "thing");

        var backup = JsonDocument.Parse((await _cli.RunAsync("backup", file, "--json")).Output).RootElement;
        var restore = JsonDocument.Parse((await _cli.RunAsync("restore", file, "--data", Path.Combine(_cli.Home.Path, "new"), "--json")).Output).RootElement;

        Assert.Equal("default", backup.GetProperty("workspaces")[0].GetProperty("name").GetString());
        Assert.Equal(backup.GetProperty("workspaces")[0].GetProperty("headSeq").GetInt64(), restore.GetProperty("workspaces")[0].GetProperty("headSeq").GetInt64());
        Assert.False(restore.TryGetProperty("previous", out _));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_nothing_changes()
    {
        await _cli.RunAsync("remember", "keep me", "-a", "thing");
        var file = _cli.Home.File("not.db", "no database");

        Assert.Equal(1, (await _cli.RunAsync("restore", file)).ExitCode);
        Assert.Equal(1, (await _cli.RunAsync("backup", file)).ExitCode);
        Assert.Contains("keep me", (await _cli.RunAsync("get", "thing")).Output, StringComparison.Ordinal);
    }
}
