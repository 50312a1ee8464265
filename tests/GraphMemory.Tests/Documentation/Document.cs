using GraphMemory.Tests.Architecture;

namespace GraphMemory.Tests.Documentation;

/// <summary>
/// A page whose tables are made from code: between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>. The tests fail when they differ;
/// run them with GRAPHMEMORY_UPDATE_DOCS=1 to write them anew.
/// </summary>
internal static class Document
{
    public static void Holds(string file, string name, string header, IEnumerable<string> rows)
    {
        var path = Repository.PathOf(file);
        var lines = File.ReadAllLines(path).ToList();
        var begin = lines.IndexOf($"<!-- {name} -->") + 1;
        Assert.True(begin > 0, $"{file} has no table \"{name}\".");
        var end = lines.IndexOf("<!-- end -->", begin);
        string[] table = [header, $"|{string.Concat(Enumerable.Repeat("---|", header.Count(c => c == '|') - 1))}", .. rows];
        if (Environment.GetEnvironmentVariable("GRAPHMEMORY_UPDATE_DOCS") == "1")
        {
            File.WriteAllLines(path, [.. lines[..begin], .. table, .. lines[end..]]);
            return;
        }

        Assert.Equal(table, lines[begin..end]);
    }

    public static string Row(params string[] cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    public static string Code(string text) => text.Length == 0 ? "" : $"`{text}`";
}
