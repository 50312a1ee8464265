using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Tests.Cli;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    private MemoryHost OpenMemory() => MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = _cli.DataFolder } }, _cli.Time).Value;

    [Fact]
    public async Task Before_the_first_write_nothing_is_wrong_and_nothing_is_made()
    {
        var answer = await _cli.RunAsync("doctor");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("nothing is stored yet", answer.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Fact]
    public async Task A_sound_memory_passes()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");

        var checks = await ChecksAsync();

        Assert.All(checks.Where(check => check.Name != "port" && check.Name != "disk"), check => Assert.Equal("ok", check.Level));
    }

    [Fact]
    public async Task Index_files_that_are_damaged_or_of_another_history_are_told()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");
        using (var memory = OpenMemory())
        {
            Assert.True(memory.Recall.CompactStep(1, force: true));
        }

        var sound = (await ChecksAsync()).Single(check => check.Name == "index");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_cli.DataFolder, "index", "1"), "*.gmseg"));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, "1-2-3.gmseg"), "nonsense", TestContext.Current.CancellationToken);
        var damaged = (await ChecksAsync()).Single(check => check.Name == "index");
        var other = Path.Combine(_cli.Home.Path, "other");
        await _cli.RunAsync("remember", "another history", "-a", "world", "--data", other);
        Directory.CreateDirectory(Path.Combine(other, "index", "1"));
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        await _cli.RunAsync("remember", "another history", "-a", "world", "--data", other + "2");
        Directory.CreateDirectory(Path.Combine(other + "2", "index", "1"));
        File.Copy(file, Path.Combine(other + "2", "index", "1", Path.GetFileName(file)));
        var foreign = (await ChecksAsync("--data", other + "2")).Single(check => check.Name == "index");

        Assert.Contains("1 file, all fit", sound.Detail, StringComparison.Ordinal);
        Assert.Contains("of 2 index files 1 cannot be read", damaged.Detail, StringComparison.Ordinal);
        Assert.Contains("rm -r '", damaged.Fix, StringComparison.Ordinal);
        Assert.Contains("1 belong to another history", foreign.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_of_the_schema_is_told()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");

        Assert.Matches("^version ([0-9]+) of \\1$", (await ChecksAsync()).Single(check => check.Name == "schema").Detail);
    }

    [Fact]
    public async Task Each_fault_comes_with_its_fix()
    {
        await _cli.RunAsync("link", "repo", "default_branch", "master", "--functional");
        await _cli.RunAsync("link", "repo", "default_branch", "main");
        File.SetUnixFileMode(Path.Combine(_cli.DataFolder, "graphmemory.db"), (UnixFileMode)0b110_100_100);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "token"), "readable");
        File.SetUnixFileMode(Path.Combine(_cli.DataFolder, "token"), (UnixFileMode)0b110_100_100);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "server.json"), "{}");
        File.SetUnixFileMode(Path.Combine(_cli.DataFolder, "server.json"), (UnixFileMode)0b110_000_000);
        _cli.Time = new(_cli.Time.GetUtcNow().AddHours(-3));
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var answer = await _cli.RunAsync("doctor", "--set", $"server.port={port}");
        var checks = (await ChecksAsync("--set", $"server.port={port}")).ToDictionary(check => check.Name);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("chmod 600", checks["permissions"].Fix, StringComparison.Ordinal);
        Assert.Equal("failed", checks["token"].Level);
        Assert.Contains("rm '", checks["server"].Fix, StringComparison.Ordinal);
        Assert.Equal("graphmemory conflicts", checks["conflicts"].Fix);
        Assert.Contains($"--port {port + 1}", checks["port"].Fix, StringComparison.Ordinal);
        Assert.Contains("in the future", checks["clock"].Detail, StringComparison.Ordinal);
        Assert.Contains("Fix:", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_store_fails_and_the_checks_go_on()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "graphmemory.db"), new string('x', 8192));

        var answer = await _cli.RunAsync("doctor");

        Assert.Equal(1, answer.ExitCode);
        Assert.Matches(@"failed  store", answer.Output);
        Assert.Matches(@"failed  integrity", answer.Output);
        Assert.Matches(@"skipped clock", answer.Output);
    }

    [Fact]
    public async Task A_bad_configuration_is_told_first() => Assert.Equal(2, (await _cli.RunAsync("doctor", "--set", "nonsense=1")).ExitCode);

    private async Task<List<(string Name, string Level, string Detail, string Fix)>> ChecksAsync(params string[] args)
    {
        var answer = await _cli.RunAsync(["doctor", "--json", .. args]);
        return [.. JsonDocument.Parse(answer.Output).RootElement.EnumerateArray().Select(check => (
            check.GetProperty("name").GetString()!, check.GetProperty("level").GetString()!, check.GetProperty("detail").GetString()!,
            check.TryGetProperty("fix", out var fix) ? fix.GetString()! : ""))];
    }
}
