namespace GraphMemory.BlackBox.Support;

/// <summary>
/// Development sets and scorers that stand beside the checkout on the machines of this project (<c>../shared/eval</c>). They are not part of
/// it: what needs them is skipped elsewhere, and says so.
/// </summary>
internal static class EvaluationData
{
    /// <summary>A folder of the evaluation data; skips the test where it is absent.</summary>
    public static string Folder(string name)
    {
        var folder = Path.GetFullPath(Path.Combine(Binary.RepositoryRoot, "..", "shared", "eval", name));
        Assert.SkipUnless(Directory.Exists(folder), $"There is no evaluation data beside this checkout (../shared/eval/{name}).");
        return folder;
    }

    /// <summary>Runs a scorer; its output.</summary>
    public static async Task<string> ScoreAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await Tool.OutputAsync("python3", arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}\n{output}\n{error}");
        return output;
    }
}
