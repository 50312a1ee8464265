using System.Diagnostics;
using GraphMemory.Tests.Architecture;

namespace GraphMemory.Tests.Packaging;

/// <summary>The scripts of a release, run on an archive of this test.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Packages => Path.Combine(_folder.Path, "packages");

    private string Prefix => Path.Combine(_folder.Path, "home", ".local");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_archive_is_packed_checked_installed_and_updated()
    {
        await PackAsync("0.9.0");
        await PackAsync("0.10.0");
        var listed = await File.ReadAllLinesAsync(Path.Combine(Packages, "SHA256SUMS"));
        Assert.Equal(2, listed.Length);

        var first = await InstallAsync("--from", Packages, "--version", "0.9.0");
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal("0.9.0\n", (await RunAsync(Path.Combine(Prefix, "bin", "graphmemory"), "--version")).Output);
        var second = await InstallAsync("--from", "file://" + Packages);

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal("0.10.0\n", (await RunAsync(Path.Combine(Prefix, "bin", "graphmemory"), "--version")).Output);
        Assert.Equal(["graphmemory", "libe_sqlite3.so"], Directory.GetFiles(Path.Combine(Prefix, "lib", "graphmemory")).Select(Path.GetFileName).Order());
        Assert.Contains("Add it to your PATH", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_archive()
    {
        var path = await PackAsync("1.0.0");
        var before = await File.ReadAllBytesAsync(path);
        await PackAsync("1.0.0");

        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Packages, "SHA256SUMS")));
    }

    [Fact]
    public async Task A_wrong_or_missing_checksum_is_refused_and_nothing_is_installed()
    {
        var path = await PackAsync("1.0.0");
        await using (var stream = new FileStream(path, FileMode.Append)) { stream.WriteByte(0); }

        var wrong = await InstallAsync("--from", Packages);
        await File.WriteAllTextAsync(Path.Combine(Packages, "SHA256SUMS"), "");
        var unlisted = await InstallAsync("--from", Packages, "--version", "1.0.0");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("is not what SHA256SUMS says", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("does not list", unlisted.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Prefix));
    }

    [Fact]
    public async Task A_binary_that_does_not_run_leaves_the_installed_one_in_place()
    {
        await PackAsync("1.0.0");
        await InstallAsync("--from", Packages);
        await PackAsync("2.0.0", "#!/bin/sh\nexit 3\n");
        var refused = await InstallAsync("--from", Packages);

        Assert.Contains("does not run on this machine", refused.Error, StringComparison.Ordinal);
        Assert.Equal("1.0.0\n", (await RunAsync(Path.Combine(Prefix, "bin", "graphmemory"), "--version")).Output);
    }

    [Theory]
    [InlineData("say where the archives lie")]
    [InlineData("http:// can be changed on its way", "--from", "http://packages.example")]
    [InlineData("there is no option --force", "--force")]
    [InlineData("--from needs a value", "--from")]
    [InlineData("cannot get SHA256SUMS", "--from", "/no/such/folder")]
    public async Task What_cannot_be_done_safely_is_refused(string told, params string[] arguments)
    {
        var refused = await InstallAsync(arguments);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(told, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("packaging/install.sh")]
    [InlineData("packaging/archive.sh")]
    public async Task The_scripts_are_well_formed(string script)
    {
        Assert.Equal(0, (await RunAsync("sh", "-n", Repository.PathOf(script))).ExitCode);
        var (exitCode, output, _) = File.Exists("/usr/bin/shellcheck") ? await RunAsync("shellcheck", Repository.PathOf(script)) : (0, "", "");
        Assert.True(exitCode == 0, output);
    }

    private async Task<string> PackAsync(string version, string? program = null)
    {
        var published = Path.Combine(_folder.Path, "published-" + version);
        Directory.CreateDirectory(published);
        await File.WriteAllTextAsync(Path.Combine(published, "graphmemory"), program ?? $"#!/bin/sh\necho {version}\n");
        File.SetUnixFileMode(Path.Combine(published, "graphmemory"), (UnixFileMode)0b111_101_101);
        await File.WriteAllTextAsync(Path.Combine(published, "libe_sqlite3.so"), "library");
        await File.WriteAllTextAsync(Path.Combine(published, "graphmemory.dbg"), "symbols");
        var rid = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var packed = await RunAsync("sh", Repository.PathOf("packaging/archive.sh"), published, version, rid, Packages);
        Assert.True(packed.ExitCode == 0, packed.Error);
        return packed.Output.Trim();
    }

    private Task<(int ExitCode, string Output, string Error)> InstallAsync(params string[] arguments) =>
        RunAsync("sh", [Repository.PathOf("packaging/install.sh"), .. arguments]);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = Path.Combine(_folder.Path, "home");
        start.Environment.Remove("GRAPHMEMORY_FROM");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
