using System.Globalization;
using GraphMemory.Engine.Analytics.Runs;

namespace GraphMemory.Engine.Analytics.Findings;

/// <summary>Says in sentences what the numbers of a result say. Each sentence is counted from this result; nothing is guessed.</summary>
internal static class FindingRules
{
    public static IEnumerable<string> Of(AlgorithmRun run, AlgorithmResult result, RunReport report)
    {
        if (report.NodeCount == 0) { return ["The graph has no nodes."]; }
        return
        [
            .. Values(result, report), .. GroupFindings.Of(run, result, report), .. Pairs(report), .. Paths(report), .. Rows(report),
            .. Figures(report), .. report.IsTruncated ? ["The answer was cut at a bound: there is more."] : (string[])[],
        ];
    }

    private static IEnumerable<string> Values(AlgorithmResult result, RunReport report)
    {
        if (result.Values is not { } values || report.Nodes.IsEmpty || report.Statistics is not { } statistics) { yield break; }
        if (!values.IsRanking)
        {
            var farthest = report.NodeCount <= RunReport.RowsMax ? report.Nodes[^1].Name : null;
            yield return Text($"{statistics.Count:N0} of {report.NodeCount:N0} nodes are reached; the farthest{(farthest is null ? "" : $", {farthest},")} at {Number(statistics.Max)}, half of them within {Number(statistics.Median)}.");
            yield break;
        }

        if (statistics.Max == statistics.Min)
        {
            yield return Text($"All {statistics.Count:N0} nodes have the same {values.Name}, {Number(statistics.Max)}.");
            yield break;
        }

        yield return Leader(report, values.Name);
        if (Skew(values, report) is { } skew) { yield return skew; }
    }

    private static string Leader(RunReport report, string name)
    {
        var (first, second) = (report.Nodes[0], report.Nodes.Length > 1 ? report.Nodes[1] : null);
        var lead = second is null ? ""
            : first.Value == second.Value ? $", as has {second.Name}"
            : second.Value > 0 ? $", {Number(first.Value / second.Value)} times that of {second.Name}, the next"
            : $"; the next is {second.Name} with {Number(second.Value)}";
        return Text($"{first.Name} has the highest {name}, {Number(first.Value)}{lead}.");
    }

    /// <summary>How much of the whole lies with few.</summary>
    private static string? Skew(NodeValues values, RunReport report)
    {
        const int fewMin = 20;
        if (report.Statistics is not { Min: >= 0, Mean: > 0 } statistics || statistics.Count < fewMin) { return null; }
        var few = Math.Clamp(statistics.Count / 100, 1, RunReport.RowsMax);
        var share = report.Nodes.Take(few).Sum(node => node.Value) / (statistics.Mean * statistics.Count);
        return Text($"The first {few:N0} of {statistics.Count:N0} nodes hold {share:P1} of all {values.Name}; the median is {Number(statistics.Median)}, the mean {Number(statistics.Mean)}.");
    }

    private static IEnumerable<string> Pairs(RunReport report)
    {
        if (report.Pairs.IsEmpty) { yield break; }
        var first = report.Pairs[0];
        yield return Text($"{report.Pairs.Length:N0} pairs; first {first.Source} and {first.Target} ({Number(first.Score)}).");
    }

    private static IEnumerable<string> Paths(RunReport report)
    {
        if (report.Paths.IsEmpty) { yield break; }
        var shortest = report.Paths.MinBy(path => path.Length)!;
        yield return Text($"{report.Paths.Length:N0} ways; the shortest, of length {Number(shortest.Length)}, goes {string.Join(" → ", shortest.Nodes.Take(12))}{(shortest.Nodes.Length > 12 ? " …" : "")}.");
    }

    private static IEnumerable<string> Rows(RunReport report)
    {
        if (report.Table is not { Rows.IsEmpty: false } table) { yield break; }
        yield return Text($"{table.Rows.Length:N0} rows; first {string.Join(", ", table.Columns.Zip(table.Rows[0], (column, cell) => $"{column} {cell}"))}.");
    }

    private static IEnumerable<string> Figures(RunReport report)
    {
        foreach (var figure in report.Figures)
        {
            if (figure.Name == "modularity")
            {
                yield return Text($"Modularity {Number(figure.Value)}: groups are {(figure.Value >= 0.3 ? "clearly" : figure.Value > 0.1 ? "somewhat" : "hardly")} denser inside than chance would have them.");
            }
        }
    }

    internal static string Number(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
