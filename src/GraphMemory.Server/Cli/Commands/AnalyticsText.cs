using System.Globalization;
using GraphMemory.Server.Analytics;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Runs and algorithms as text for people.</summary>
internal static class AnalyticsText
{
    public static void Run(CliRun run, TextWriter output, RunShape shape)
    {
        output.WriteLine(Line($"{run.Style.Bold(shape.Title)}  {shape.Graph.Nodes:N0} nodes, {shape.Graph.Edges:N0} edges, {(shape.Graph.Directed ? "directed" : "undirected")}{(shape.Graph.Weighted ? ", weighted" : "")}; read in {shape.LoadMs:0.0} ms, computed in {shape.ElapsedMs:0.00} ms on {shape.Threads} threads"));
        foreach (var finding in shape.Findings) { output.WriteLine($"  {SafeText.Line(finding)}"); }
        foreach (var note in shape.Notes) { output.WriteLine($"  {run.Style.Dim(SafeText.Line(note))}"); }
        if (shape.Figures.Count > 0) { Table(run, output, ["FIGURE", "VALUE"], shape.Figures.Select(figure => (string[])[figure.Key, Number(figure.Value)])); }
        if (shape.Nodes is { Length: > 0 } nodes)
        {
            string[] more = [.. nodes[0].More?.Keys ?? Enumerable.Empty<string>()];
            Table(run, output, ["NODE", "TYPE", shape.Value!.ToUpperInvariant(), .. more.Select(name => name.ToUpperInvariant())],
                nodes.Select(node => (string[])[node.Name, node.Type ?? "", Number(node.Value), .. more.Select(name => Number(node.More![name]))]));
        }

        if (shape.Groups is { } groups) { Table(run, output, ["GROUP", "SIZE", "MEMBERS"], groups.Select(group => (string[])[Line($"{group.Id}"), Line($"{group.Size}"), string.Join(", ", group.Members)])); }
        if (shape.Pairs is { } pairs) { Table(run, output, ["SOURCE", "TARGET", "SCORE"], pairs.Select(pair => (string[])[pair.Source, pair.Target, Number(pair.Score)])); }
        if (shape.Paths is { } paths) { Table(run, output, ["LENGTH", "PATH"], paths.Select(path => (string[])[Number(path.Length), string.Join(" > ", path.Nodes)])); }
        if (shape.Table is { } table) { Table(run, output, [.. table.Columns.Select(column => column.ToUpperInvariant())], table.Rows); }
    }

    public static void Algorithms(CliRun run, TextWriter output, IEnumerable<AlgorithmShape> shapes)
    {
        foreach (var kind in shapes.GroupBy(shape => shape.Kind))
        {
            output.WriteLine(run.Style.Bold(kind.Key));
            var table = new TextTable(new("", Paint: run.Style.Cyan), new("", IsFlexible: true), new(""));
            foreach (var shape in kind) { table.Add("  " + shape.Name, shape.Summary, shape.Fault is null ? shape.Complexity : $"failed its check: {shape.Fault}"); }
            table.Write(output, run.Style, run.OutputWidth);
        }
    }

    public static void Algorithm(CliRun run, TextWriter output, AlgorithmShape shape)
    {
        output.WriteLine($"{run.Style.Bold(shape.Title)}  {shape.Summary}");
        var table = new TextTable(new("", Paint: run.Style.Cyan), new("", IsFlexible: true));
        table.Add("  source", shape.Source);
        table.Add("  complexity", shape.Complexity);
        table.Add("  graph", $"{(shape.Directed ? "directed or not" : "taken as undirected")}{(shape.UsesWeights ? ", weights count" : ", weights make no difference")}, at most {shape.NodesMax.ToString("N0", CultureInfo.InvariantCulture)} nodes");
        table.Add("  answer", shape.ErrorBound ?? "exact");
        table.Add("  repeatable", shape.Variation ?? "the same for the same seed, whatever the number of threads");
        foreach (var parameter in shape.Parameters["properties"]!.AsObject()) { table.Add($"  --param {parameter.Key}=", $"{parameter.Value!["description"]} {Range(parameter.Value.AsObject())}"); }
        if (shape.Fault is not null) { table.Add("  check", shape.Fault); }
        table.Write(output, run.Style, run.OutputWidth);
    }

    private static string Range(System.Text.Json.Nodes.JsonObject schema) =>
        schema.ContainsKey("enum") ? $"One of {string.Join(", ", schema["enum"]!.AsArray().Select(word => (string)word!))}; {schema["default"]} when left out."
        : schema.ContainsKey("minimum") ? $"From {schema["minimum"]} to {schema["maximum"]}; {schema["default"]} when left out."
        : schema.ContainsKey("default") ? $"{schema["default"]} when left out."
        : $"May be repeated, up to {schema["maxItems"]} times.";

    private static void Table(CliRun run, TextWriter output, string[] titles, IEnumerable<string[]> rows)
    {
        output.WriteLine();
        var table = new TextTable([.. titles.Select((title, i) => new TextColumn(title, IsFlexible: i == titles.Length - 1 && title is "MEMBERS" or "PATH", Paint: i == 0 ? run.Style.Cyan : null))]);
        foreach (var row in rows) { table.Add(row); }
        table.Write(output, run.Style, run.OutputWidth);
    }

    private static string Number(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
