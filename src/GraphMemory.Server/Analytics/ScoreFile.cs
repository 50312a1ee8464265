using System.Globalization;
using System.Text;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;

namespace GraphMemory.Server.Analytics;

/// <summary>Writes everything that a run found as comma-separated rows (RFC 4180): one for each node, else for each pair, path or row of a table.</summary>
internal static class ScoreFile
{
    public static void Write(string path, ExecutedRun run)
    {
        using var output = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20);
        if (run.Result.Values is { } values) { Nodes(output, run, [values, .. run.Result.MoreValues]); }
        else if (run.Result.Groups is { } groups) { Groups(output, run, groups); }
        else if (!run.Result.Pairs.IsEmpty) { Pairs(output, run); }
        else if (!run.Result.Paths.IsEmpty) { Paths(output, run); }
        else if (run.Result.Table is { } table) { Table(output, table); }
        else { Figures(output, run); }
    }

    private static void Nodes(StreamWriter output, ExecutedRun run, NodeValues[] columns)
    {
        output.Write($"node,{string.Join(',', columns.Select(column => Quoted(column.Name)))}\n");
        for (var node = 0; node < run.Run.Graph.NodeCount; node++)
        {
            output.Write(Quoted(run.Run.Subject.NodeName(node)));
            foreach (var column in columns)
            {
                output.Write(',');
                output.Write(Number(column.Values.Span[node]));
            }

            output.Write('\n');
        }
    }

    private static void Groups(StreamWriter output, ExecutedRun run, NodeGroups groups)
    {
        output.Write($"node,{Quoted(groups.Name)}\n");
        for (var node = 0; node < run.Run.Graph.NodeCount; node++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{Quoted(run.Run.Subject.NodeName(node))},{groups.GroupOf.Span[node]}\n"));
        }
    }

    private static void Pairs(StreamWriter output, ExecutedRun run)
    {
        output.Write("source,target,score\n");
        foreach (var pair in run.Result.Pairs)
        {
            output.Write($"{Quoted(run.Run.Subject.NodeName(pair.Source))},{Quoted(run.Run.Subject.NodeName(pair.Target))},{Number(pair.Score)}\n");
        }
    }

    private static void Paths(StreamWriter output, ExecutedRun run)
    {
        output.Write("path,length\n");
        foreach (var path in run.Result.Paths) { output.Write($"{Quoted(string.Join(" > ", path.Nodes.Select(run.Run.Subject.NodeName)))},{Number(path.Length)}\n"); }
    }

    private static void Table(StreamWriter output, ResultTable table)
    {
        output.Write(string.Join(',', table.Columns.Select(Quoted)) + "\n");
        foreach (var row in table.Rows) { output.Write(string.Join(',', row.Select(Quoted)) + "\n"); }
    }

    private static void Figures(StreamWriter output, ExecutedRun run)
    {
        output.Write("figure,value\n");
        foreach (var figure in run.Result.Figures) { output.Write($"{Quoted(figure.Name)},{Number(figure.Value)}\n"); }
    }

    // The shortest text that reads back as the same number.
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
