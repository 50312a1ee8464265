using System.Text;
using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Analytics.Input;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics.Input;

public sealed class GraphFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_list_of_numbers_is_the_graph_that_it_says() => TestGraphs.Any.Sample(list =>
    {
        var text = string.Concat(list.Edges.Select((edge, i) => $"{(i % 7 == 0 ? "# note\n" : "")}{3 * edge.Source}\t{3 * edge.Target} {edge.Weight}{(i % 5 == 0 ? "\r" : "")}\n"));
        var subject = Read("graph.el", text, list.IsDirected, list.IsWeighted).Value;
        Same(list, subject, node => 3 * node);
    }, iter: 200);

    [Fact]
    public void A_list_of_names_is_the_graph_that_it_says() => TestGraphs.Any.Sample(list =>
    {
        var text = string.Join("\n", list.Edges.Select(edge => $"n{edge.Source},n{edge.Target},{edge.Weight}"));
        var subject = Read("graph.wel", text, list.IsDirected, false).Value;
        Same(list with { IsWeighted = true }, subject, node => $"n{node}");
    }, iter: 200);

    [Fact]
    public void Matrices_and_GraphMl_hold_nodes_without_edges_too() => TestGraphs.Any.Sample(list =>
    {
        var field = list.IsWeighted ? "integer" : "pattern";
        var matrix = $"%%MatrixMarket matrix coordinate {field} {(list.IsDirected ? "general" : "symmetric")}\n% by hand\n{list.NodeCount} {list.NodeCount} {list.Edges.Length}\n"
            + string.Concat(list.Edges.Select(edge => $"{edge.Source + 1} {edge.Target + 1}{(list.IsWeighted ? $" {edge.Weight}" : "")}\n"));
        Same(list, Read("graph.mtx", matrix, list.IsDirected, list.IsWeighted).Value, node => node + 1, hasAllNodes: true);

        var xml = new StringBuilder("<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\"/><key id=\"c\" for=\"edge\" attr.name=\"colour\"/>")
            .Append($"<graph edgedefault=\"{(list.IsDirected ? "directed" : "undirected")}\">");
        for (var node = 0; node < list.NodeCount; node++) { xml.Append($"<node id=\"v{node}\"/>"); }
        foreach (var edge in list.Edges) { xml.Append($"<edge source=\"v{edge.Source}\" target=\"v{edge.Target}\"><data key=\"w\">{edge.Weight}</data><data key=\"c\">red</data></edge>"); }
        Same(list, Read("graph.graphml", xml.Append("</graph></graphml>").ToString(), !list.IsDirected, list.IsWeighted).Value, node => $"v{node}", hasAllNodes: true);
    }, iter: 200);

    [Theory]
    [InlineData("graph.el", "0 1\n2\n", "graph.el:2", "has one word")]
    [InlineData("graph.wel", "0 1 2\n\n1 2 heavy\n", "graph.wel:3", "has no weight")]
    [InlineData("graph.wel", "0 1 -2\n", "graph.wel:1", "has no weight")]
    [InlineData("graph.mtx", "0 1\n", "graph.mtx:1", "is no banner of a matrix in coordinates")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n%\n2 3 1\n1 1\n", "graph.mtx:3", "the matrix has 2 rows and 3 columns")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 2\n1 1\n1 x\n", "graph.mtx:4", "is no entry")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 3\n", "graph.mtx:2", "an entry lies outside the matrix")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 2\n1 2\n", "graph.mtx:2", "announces 2 entries, there are 1")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n", "graph.mtx:1", "the sizes of the matrix are missing")]
    [InlineData("graph.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2\n", "graph.mtx:2", "does not say rows, columns and entries")]
    [InlineData("graph.graphml", "<graphml>\n<graph>\n<edge source='a'/>", "graph.graphml:3", "an edge lacks an end")]
    [InlineData("graph.graphml", "<graphml><graph><node/>", "graph.graphml:1", "a node has no id")]
    [InlineData("graph.graphml", "<graphml>\n<", "graph.graphml:2", "is no XML")]
    [InlineData("graph.graphml", "<graphml><key id='w' for='edge' attr.name='weight'/><graph><edge source='a' target='b'><data key='w'>x</data>", "graph.graphml:1", "\"x\" is no weight")]
    public void What_cannot_be_read_names_file_line_and_fix(string name, string text, string place, string error)
    {
        var problem = Read(name, text, false, false).Problem!;
        Assert.Equal(AnalyticsProblems.GraphFile, problem.Code);
        Assert.EndsWith(place, problem.Fields[0].Field, StringComparison.Ordinal);
        Assert.Equal(error, problem.Fields[0].Error);
        Assert.NotEmpty(problem.Fields[0].Fix);
    }

    [Theory]
    [InlineData("007 1\n", "007 1")]
    [InlineData("4000000000 2147483648\n", "4000000000 2147483648")]
    [InlineData("1 2000000000\n", "1 2000000000")]
    public void Numbers_that_are_no_places_are_names(string text, string names)
    {
        var subject = Read("graph.el", text, true, false).Value;
        Assert.Equal(names, string.Join(' ', Enumerable.Range(0, subject.Graph.NodeCount).Select(subject.NodeName)));
    }

    [Fact]
    public void A_file_of_several_chunks_is_read_the_same_by_any_number_of_threads()
    {
        var (random, text) = (new SplitMix(7), new StringBuilder());
        while (text.Length < (2 * EdgeChunks.ChunkBytes) + 12_345) { text.Append(random.Next(50_000)).Append(' ').Append(random.Next(50_000)).Append('\n'); }
        var path = Write("large.el", text.ToString());
        var graphs = new[] { 1, 2, 3, 7 }.Select(workers => Read(path, true, false, workers).Value.Graph).ToList();
        var edges = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(pair => pair[0] != pair[1]).Select(pair => (pair[0], pair[1])).Distinct().Count();
        Assert.Equal(edges, graphs[0].EdgeCount);
        Assert.All(graphs, graph => Assert.Equal(graphs[0].Out.Targets.ToArray(), graph.Out.Targets.ToArray()));
    }

    [Fact]
    public void A_line_that_lies_across_chunks_is_read_once()
    {
        var text = new string('#', EdgeChunks.ChunkBytes - 3) + "\n" + "17 18\n19 20\n";
        Assert.Equal(2, Read("across.el", text, false, false).Value.Graph.EdgeCount);
        var exact = new string('#', EdgeChunks.ChunkBytes - 1) + "\n17 18\n";
        Assert.Equal(1, Read("exact.el", exact, false, false).Value.Graph.EdgeCount);
    }

    [Fact]
    public void An_unknown_ending_or_format_is_refused_with_those_that_are_known()
    {
        Assert.Contains("edges|weighted-edges|graphml|matrix-market", GraphFileFormats.Of("a.bin", null).Problem!.Fields[0].Fix, StringComparison.Ordinal);
        Assert.Equal("--format", GraphFileFormats.Of("a.el", "edge").Problem!.Fields[0].Field);
        Assert.Equal("matrix-market", GraphFileFormats.Of("a.bin", "matrix-market").Value.Name);
    }

    /// <summary>The graph of a list, whatever its nodes are called and in what order they stand.</summary>
    private static void Same<TName>(EdgeList list, SubjectGraph subject, Func<int, TName> name, bool hasAllNodes = false)
    {
        var named = Enumerable.Range(0, subject.Graph.NodeCount).Select(subject.NodeName).ToList();
        var nodes = hasAllNodes ? Enumerable.Range(0, list.NodeCount) : list.Edges.SelectMany(edge => (int[])[edge.Source, edge.Target]).Distinct();
        Assert.Equal(nodes.Select(node => $"{name(node)}").Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(named, (text, node) => Assert.Equal(node, subject.FindNode(text)));
        Assert.Null(subject.FindNode("no such node"));
        var arcs = from node in Enumerable.Range(0, subject.Graph.NodeCount)
                   from i in Enumerable.Range(0, subject.Graph.Out.Degree(node))
                   let weight = subject.Graph.IsWeighted ? subject.Graph.Out.RowWeights(node)[i] : 1
                   select $"{named[node]}>{named[subject.Graph.Out.Row(node)[i]]}:{weight}";
        Assert.Equal(list.Arcs().Select(arc => $"{name(arc.Key.Source)}>{name(arc.Key.Target)}:{arc.Value}").Order(StringComparer.Ordinal), arcs.Order(StringComparer.Ordinal));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Result<SubjectGraph> Read(string name, string text, bool isDirected, bool isWeighted) => Read(Write($"{Interlocked.Increment(ref _files)}-{name}", text), isDirected, isWeighted, 2);

    private static Result<SubjectGraph> Read(string path, bool isDirected, bool isWeighted, int workers)
    {
        using var crew = new Crew(workers);
        var format = GraphFileFormats.Of(path, null).Value;
        return format.Read(new GraphFileReading(path, isDirected, isWeighted, crew, new Silent()));
    }

    private sealed class Silent : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) { }
    }
}
