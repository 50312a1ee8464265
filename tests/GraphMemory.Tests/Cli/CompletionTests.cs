using System.CommandLine;
using System.Diagnostics;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Cli.Completion;

namespace GraphMemory.Tests.Cli;

public sealed class CompletionTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("recall", "rec")]
    [InlineData("config", "conf")]
    [InlineData("validate", "config", "va")]
    [InlineData("--explain", "recall", "--ex")]
    [InlineData("--workspace", "recall", "--work")]
    [InlineData("cursor", "setup", "cur")]
    [InlineData("all", "setup", "--dry-run", "a")]
    [InlineData("session-start", "hook", "sess")]
    [InlineData("server.port", "config", "set", "server.po")]
    [InlineData("server.port=", "serve", "--set", "server.po")]
    [InlineData("reference", "mcp", "--tools", "ref")]
    [InlineData("cursor", "hook", "prompt", "--format", "c")]
    [InlineData("claude-mem", "import", "--format", "claude")]
    [InlineData("zsh", "completion", "z")]
    [InlineData("config show", "schema", "config s")]
    public async Task Commands_options_and_names_of_the_program_are_completed(string expected, params string[] words) => Assert.Contains(expected, await CompleteAsync(words));

    [Fact]
    public async Task Everything_offered_begins_with_what_is_typed()
    {
        Assert.All(await CompleteAsync("re"), word => Assert.StartsWith("re", word, StringComparison.Ordinal));
        Assert.Contains("recall", await CompleteAsync(""));
        Assert.Empty(await CompleteAsync("no-such-thing"));
        Assert.Empty(await CompleteAsync("recall", "--limit", "1"));
        Assert.Empty(await CompleteAsync("restore", ""));
    }

    [Fact]
    public async Task Names_come_from_the_memory_that_the_line_means()
    {
        var other = Path.Combine(_cli.Home.Path, "other");
        await _cli.RunAsync("remember", "leads", "-a", "Anna Berg");
        await _cli.RunAsync("link", "Anna Berg", "works_on", "parser");
        await _cli.RunAsync("remember", "elsewhere", "-a", "Anton", "--data", other, "-w", "work");

        Assert.Equal(["Anna Berg"], await CompleteAsync("get", "an"));
        Assert.Equal(["parser"], await CompleteAsync("get", "Anna Berg", "pa"));
        Assert.Equal(["Anna Berg"], await CompleteAsync("remember", "text", "--about", "A"));
        Assert.Equal(["works_on"], await CompleteAsync("link", "Anna Berg", "wo"));
        Assert.Equal(["default"], await CompleteAsync("recall", "-w", "d"));
        Assert.Equal(["work"], await CompleteAsync("recall", "--data", other, "-w", ""));
        Assert.Equal(["work"], await CompleteAsync("workspaces", "merge", "--data", other, "w"));
        Assert.Equal(["Anton"], await CompleteAsync("timeline", "--data", other, "--workspace", "work", "An"));
        Assert.Empty(await CompleteAsync("get", "--data", other, "--workspace", "nothing", "An"));
    }

    [Fact]
    public async Task Whatever_is_wrong_it_offers_nothing_and_ends_well()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "graphmemory.db"), new string('x', 8192));
        Assert.Empty(await CompleteAsync("get", "A"));
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "config.json"), "{ broken");
        Assert.Empty(await CompleteAsync("get", "A"));
        Assert.NotEmpty(await CompleteAsync());
    }

    [Fact]
    public async Task Each_shell_has_a_script_and_others_are_refused()
    {
        foreach (var shell in Shells.Create().Items)
        {
            var script = await _cli.RunAsync("completion", shell.Name);
            Assert.Equal(0, script.ExitCode);
            Assert.Contains("complete --", script.Output, StringComparison.Ordinal);
        }

        Assert.Contains("Use one of bash", (await _cli.RunAsync("completion", "tcsh")).Error, StringComparison.Ordinal);
    }

    /// <summary>A real shell, where it is installed, takes the script and fills its answer from a program of the test.</summary>
    [Fact]
    public async Task Bash_takes_the_script_and_quotes_what_it_offers()
    {
        var program = _cli.Home.File("graphmemory", "#!/bin/sh\nprintf '%s|' \"$@\" > \"$0.words\"\necho recall\necho 'two words'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = _cli.Home.File("completion.bash", (await _cli.RunAsync("completion", "bash")).Output);

        var output = await RunAsync("bash", "--norc", "-c", $"source '{script}'; COMP_WORDS=('{program}' get 'a b' re); COMP_CWORD=3; _graphmemory; printf '%s\\n' \"${{COMPREPLY[@]}}\"; complete -p graphmemory");

        Assert.Equal("recall\ntwo\\ words\ncomplete -o default -F _graphmemory graphmemory\n", output);
        Assert.Equal("complete|--|get|a b|re|", await File.ReadAllTextAsync(program + ".words"));
    }

    [Fact]
    public async Task The_shells_that_are_installed_find_their_scripts_well_formed()
    {
        foreach (var (shell, program, option) in new[] { ("bash", "bash", "-n"), ("zsh", "zsh", "-n"), ("fish", "fish", "--no-execute") }.Where(shell => Installed(shell.Item2)))
        {
            await RunAsync(program, option, _cli.Home.File("completion", (await _cli.RunAsync("completion", shell)).Output));
        }
    }

    private static bool Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    private async Task<string[]> CompleteAsync(params string[] words)
    {
        var answer = await _cli.RunAsync(["complete", "--", .. words]);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
