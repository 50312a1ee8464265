using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Cli.Doctor;
using GraphMemory.Server.Configuration;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Cli;

/// <summary>Each check twice: where its problem is there, and where it is not.</summary>
public sealed class DoctorCheckTests : IDisposable
{
    private static readonly Machine Healthy = new("ext4", 20_000, []);

    private readonly CliHarness _cli = new() { Executable = "/opt/graphmemory/graphmemory" };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        var (bad, good) = (await CheckAsync("folder", "--data", "/proc/graphmemory"), await CheckAsync("folder"));

        Assert.Equal("failed", bad.Level);
        Assert.Contains("--data", bad.Fix, StringComparison.Ordinal);
        Assert.Equal("ok", good.Level);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Home.Path));
    }

    [Theory]
    [InlineData("nfs4", CheckLevelName.Failed)]
    [InlineData("cifs", CheckLevelName.Failed)]
    [InlineData("9p", CheckLevelName.Failed)]
    [InlineData("fuse.sshfs", CheckLevelName.Failed)]
    [InlineData("ext4", CheckLevelName.Ok)]
    [InlineData("apfs", CheckLevelName.Ok)]
    [InlineData(null, CheckLevelName.Skipped)]
    public void A_network_file_system_is_told(string? type, CheckLevelName level) =>
        Assert.Equal(level, (CheckLevelName)FolderChecks.FileSystem(Subject(Healthy with { FileSystem = type })).Level);

    [Theory]
    [InlineData("Dropbox/memory", true)]
    [InlineData("OneDrive - Work/memory", true)]
    [InlineData("Library/Mobile Documents/com~apple~CloudDocs/memory", true)]
    [InlineData("shared/memory", true)]
    [InlineData("Dropped boxes/memory", false)]
    public void A_folder_that_is_synchronised_is_told(string folder, bool isTold)
    {
        _cli.Home.File("shared/.stfolder", "");
        var outcome = FolderChecks.Sync(Subject(Healthy, Path.Combine(_cli.Home.Path, folder)));

        Assert.Equal(isTold ? CheckLevel.Warning : CheckLevel.Ok, outcome.Level);
        Assert.Equal(isTold, outcome.Fix?.Contains("graphmemory backup", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(64L, CheckLevelName.Warning)]
    [InlineData(4096L, CheckLevelName.Ok)]
    [InlineData(null, CheckLevelName.Skipped)]
    public void Too_few_open_files_are_told(long? files, CheckLevelName level) =>
        Assert.Equal(level, (CheckLevelName)ProcessChecks.OpenFiles(Subject(Healthy with { OpenFilesMax = files })).Level);

    [Fact]
    public void Processes_without_their_client_and_too_many_are_told()
    {
        var one = new StoreProcess(42, 7, "/opt/graphmemory/graphmemory", ["graphmemory", "mcp"]);
        var orphan = one with { Id = 43, ParentId = 1 };

        Assert.Equal("kill 43", ProcessChecks.Processes(Subject(Healthy with { Processes = [one, orphan] })).Fix);
        Assert.Contains("30 processes", ProcessChecks.Processes(Subject(Healthy with { Processes = [.. Enumerable.Range(0, 30).Select(id => one with { Id = id })] })).Detail, StringComparison.Ordinal);
        Assert.Equal(CheckLevel.Ok, ProcessChecks.Processes(Subject(Healthy with { Processes = [one, orphan with { Arguments = ["graphmemory", "serve"] }] })).Level);
        Assert.Equal(CheckLevel.Ok, ProcessChecks.Processes(Subject(Healthy)).Level);
    }

    [Fact]
    public void Processes_of_another_binary_are_told()
    {
        var own = new StoreProcess(42, 7, "/opt/graphmemory/graphmemory", ["graphmemory", "mcp"]);
        var old = own with { Id = 43, Executable = "/old/graphmemory" };
        var replaced = own with { Id = 44, Executable = "/opt/graphmemory/graphmemory (deleted)" };

        Assert.Contains("/old/graphmemory", ProcessChecks.Versions(Subject(Healthy with { Processes = [own, old] })).Detail, StringComparison.Ordinal);
        Assert.Contains("kill 44", ProcessChecks.Versions(Subject(Healthy with { Processes = [own, replaced] })).Fix, StringComparison.Ordinal);
        Assert.Equal(CheckLevel.Ok, ProcessChecks.Versions(Subject(Healthy with { Processes = [own] })).Level);
    }

    [Fact]
    public async Task Two_binaries_on_the_search_path_are_told_and_a_link_to_the_same_is_not()
    {
        var first = _cli.Home.File("a/graphmemory", "1");
        var second = _cli.Home.File("b/graphmemory", "2");
        Directory.CreateDirectory(Path.Combine(_cli.Home.Path, "c"));
        File.CreateSymbolicLink(Path.Combine(_cli.Home.Path, "c", "graphmemory"), first);

        _cli.Variables["PATH"] = string.Join(':', new[] { "a", "b" }.Select(name => Path.Combine(_cli.Home.Path, name)));
        var two = await CheckAsync("path");
        _cli.Variables["PATH"] = string.Join(':', new[] { "a", "c" }.Select(name => Path.Combine(_cli.Home.Path, name)));
        var linked = await CheckAsync("path");

        Assert.Equal(("warning", $"rm '{second}'"), (two.Level, two.Fix));
        Assert.Equal(("ok", first), (linked.Level, linked.Detail));
        _cli.Variables.Clear();
        Assert.Contains("not on PATH", (await CheckAsync("path")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_file_that_is_broken_and_one_that_starts_something_else_are_told()
    {
        Assert.Contains("none is set up", (await CheckAsync("clients")).Detail, StringComparison.Ordinal);
        var file = _cli.Home.File(".cursor/mcp.json", "{ \"mcpServers\": ");
        var broken = await CheckAsync("clients");
        File.WriteAllText(file, """{"mcpServers":{"graphmemory":{"command":"/gone/graphmemory","args":["mcp"]}}}""");
        var gone = await CheckAsync("clients");
        var other = _cli.Home.File("other/graphmemory", "");
        File.WriteAllText(file, """{"mcpServers":{"graphmemory":{"command":"OTHER","args":["mcp"]}}}""".Replace("OTHER", other, StringComparison.Ordinal));
        var foreign = await CheckAsync("clients");
        await _cli.RunAsync("setup", "cursor");
        var well = await CheckAsync("clients");

        Assert.Equal("failed", broken.Level);
        Assert.Contains("line 1, column 17", broken.Detail, StringComparison.Ordinal);
        Assert.Equal(("failed", "graphmemory setup cursor"), (gone.Level, gone.Fix));
        Assert.Contains("which is not there", gone.Detail, StringComparison.Ordinal);
        Assert.Equal(("warning", "graphmemory setup cursor"), (foreign.Level, foreign.Fix));
        Assert.Equal(("ok", "cursor"), (well.Level, well.Detail));
    }

    [Fact]
    public async Task A_client_that_is_not_reminded_of_its_memory_is_told()
    {
        await _cli.RunAsync("setup", "claude-code", "--no-hooks");
        var without = await CheckAsync("hooks");
        await _cli.RunAsync("setup", "claude-code");
        var with = await CheckAsync("hooks");

        Assert.Equal(("warning", "graphmemory setup claude-code"), (without.Level, without.Fix));
        Assert.Equal("ok", with.Level);
    }

    [Fact]
    public async Task The_program_that_holds_the_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var taken = await CheckAsync("port", "--set", $"server.port={port}");
        other.Stop();
        var free = await CheckAsync("port", "--set", $"server.port={port}");

        Assert.Contains($"(process {Environment.ProcessId}) listens there", taken.Detail, StringComparison.Ordinal);
        Assert.Equal("ok", free.Level);
    }

    [Fact]
    public async Task A_door_that_others_can_read_through_is_told()
    {
        string[] open = ["--set", "server.bind=0.0.0.0", "--set", "server.allow_non_loopback=true"];
        var readable = await CheckAsync("bind", open);

        Assert.Equal("warning", readable.Level);
        Assert.Equal("graphmemory config set server.token_required always", readable.Fix);
        Assert.Equal("ok", (await CheckAsync("bind", [.. open, "--set", "server.token_required=always"])).Level);
        Assert.Equal("ok", (await CheckAsync("bind")).Level);
    }

    [Fact]
    public async Task A_clock_from_before_this_program_is_told()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");
        _cli.Time = new(new DateTimeOffset(1970, 1, 1, 0, 0, 1, TimeSpan.Zero));

        Assert.Contains("believes it is 1970", (await CheckAsync("clock")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_ahead_log_that_has_grown_is_told_and_folded_back()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");
        Assert.Equal("ok", (await CheckAsync("wal")).Level);
        using (var stream = new FileStream(Path.Combine(_cli.DataFolder, "graphmemory.db-wal"), FileMode.Create)) { stream.SetLength(257L << 20); }
        var outcome = StoreChecks.WalSize(Subject(Healthy));

        Assert.Equal(CheckLevel.Warning, outcome.Level);
        Assert.NotNull(outcome.Mend);
        outcome.Mend(); // nothing is open: nothing happens
    }

    [Fact]
    public async Task What_can_be_mended_without_risk_is_mended()
    {
        await _cli.RunAsync("remember", "all is well", "-a", "world");
        var database = Path.Combine(_cli.DataFolder, "graphmemory.db");
        File.SetUnixFileMode(database, (UnixFileMode)0b110_100_100);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "server.json"), "{}");
        _cli.Home.File(".local/share/graphmemory/index/1/1-2-3.gmseg", "nonsense");

        var answer = await _cli.RunAsync("doctor", "--fix");
        var after = await ChecksAsync();

        Assert.Contains("Mended: other users can read or write", answer.Output, StringComparison.Ordinal);
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(database));
        Assert.All(["permissions", "server", "index"], name => Assert.Equal("ok", after[name].Level));
        Assert.Contains("all is well", (await _cli.RunAsync("get", "world")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_a_file_open_is_found()
    {
        var path = _cli.Home.File("open.txt", "");
        using var stream = File.OpenRead(path);

        Assert.Contains(Environment.ProcessId, ProcFolder.Owners(target => target == path));
        Assert.Equal(Environment.ProcessPath, ProcFolder.Process(Environment.ProcessId)!.Executable);
        Assert.Null(ProcFolder.Process(int.MaxValue));
        Assert.NotNull(Machine.Look(new DataFolder(_cli.Home.Path)).OpenFilesMax);
    }

    public enum CheckLevelName
    {
        Ok,
        Skipped,
        Warning,
        Failed,
    }

    private DoctorSubject Subject(Machine machine, string? folder = null) => new(
        new GraphMemoryOptions(), new DataFolder(folder ?? _cli.DataFolder), null, machine, new CliEnvironment
        {
            Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, OpenStreams = () => (Stream.Null, Stream.Null),
            Variables = _cli.Variables, Platform = Platform.Linux, Home = _cli.Home.Path, Folder = _cli.Home.Path, Time = _cli.Time, Terminal = Terminal.None,
            Executable = "/opt/graphmemory/graphmemory", ListenForStop = () => CancellationToken.None,
        });

    private async Task<(string Level, string Detail, string Fix)> CheckAsync(string name, params string[] args) => (await ChecksAsync(args))[name];

    private async Task<Dictionary<string, (string Level, string Detail, string Fix)>> ChecksAsync(params string[] args)
    {
        var answer = await _cli.RunAsync(["doctor", "--json", .. args]);
        return JsonDocument.Parse(answer.Output).RootElement.EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => (
            check.GetProperty("level").GetString()!, check.GetProperty("detail").GetString()!, check.TryGetProperty("fix", out var fix) ? fix.GetString()! : ""));
    }
}
