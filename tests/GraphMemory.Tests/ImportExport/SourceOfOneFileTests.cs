using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.ImportExport;

/// <summary>What a format of one file says to a folder.</summary>
public sealed class SourceOfOneFileTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("notes")]
    [InlineData("vault")]
    public async Task A_folder_without_a_file_is_refused(string format)
    {
        using var cli = new CliHarness();
        var folder = Directory.CreateDirectory(Path.Combine(cli.Home.Path, "empty")).FullName;

        var answer = await cli.RunAsync("import", folder, "--from", format);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("holds no file", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("graphml")]
    public async Task Of_several_files_none_is_chosen_silently(string format)
    {
        using var cli = new CliHarness();
        var folder = Directory.CreateDirectory(Path.Combine(cli.Home.Path, "two")).FullName;
        foreach (var name in (string[])["a", "b"]) { await File.WriteAllTextAsync(Path.Combine(folder, name), "[]"); }

        var answer = await cli.RunAsync("import", folder, "--from", format);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("holds 2 files", answer.Error, StringComparison.Ordinal);
    }
}
