using System.Text.RegularExpressions;

namespace GraphMemory.Tests.Architecture;

/// <summary>A table of ARCHITECTURE.md: a name in the first column, what it may depend on in the last.</summary>
internal static partial class DependencyTable
{
    /// <param name="header">Text of the table's first header cell.</param>
    public static Dictionary<string, HashSet<string>> Read(string header)
    {
        var rows = File.ReadLines(Repository.PathOf("ARCHITECTURE.md"))
            .SkipWhile(line => !line.StartsWith($"| {header} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|'));
        return rows.ToDictionary(cells => Names(cells[0]).Single(), cells => Names(cells[^1]).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
