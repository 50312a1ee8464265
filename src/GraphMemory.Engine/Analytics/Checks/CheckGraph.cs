using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Checks;

/// <summary>The graph of the self-check: two fours whose nodes are all linked, a bridge, and a tail; of two types, recorded on ten days.</summary>
internal static class CheckGraph
{
    private const long DayMs = 86_400_000;

    private static readonly ImmutableArray<(int Source, int Target)> Edges =
        [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (4, 7), (5, 6), (5, 7), (6, 7), (3, 4), (7, 8), (8, 9)];

    /// <summary>Null when the algorithm gives its known answer.</summary>
    public static string? FaultOf(IGraphAlgorithm algorithm)
    {
        var answer = Answer(algorithm);
        if (!KnownAnswers.ByAlgorithm.TryGetValue(algorithm.Name, out var known)) { return answer.StartsWith('!') ? answer : null; }
        return answer == known ? null : $"\"{answer}\" instead of \"{known}\".";
    }

    /// <summary>What an algorithm says of the graph, rounded to six digits; a problem begins with "!".</summary>
    public static string Answer(IGraphAlgorithm algorithm)
    {
        using var crew = new Crew(1);
        var subject = Subject(crew);
        var given = algorithm.Description.Parameters.OfType<NodesParameter>().Where(parameter => parameter.CountMin > 0)
            .ToDictionary(parameter => parameter.Name, parameter => Names(parameter), StringComparer.Ordinal);
        // Ten nodes hold nothing that occurs as often as is asked of a large graph.
        foreach (var least in algorithm.Description.Parameters.OfType<IntParameter>().Where(parameter => parameter == SubjectPatterns.CountMin)) { given[least.Name] = ["1"]; }
        var parameters = ParameterReading.Read(algorithm, given, subject);
        if (!parameters.IsSuccess) { return $"!{parameters.Problem}"; }
        var executed = AlgorithmExecution.Run(algorithm, subject, parameters.Value, crew, progress: null);
        return executed.IsSuccess ? Text(executed.Value.Result) : $"!{executed.Problem}";
    }

    // The first parameter of nodes begins at 0, any other at the far end.
    private static ImmutableArray<string> Names(NodesParameter parameter) =>
        [.. Enumerable.Range(0, parameter.CountMin).Select(i => Name(parameter.Name.StartsWith("target", StringComparison.Ordinal) ? 9 - i : i))];

    private static SubjectGraph Subject(Crew crew)
    {
        var types = new SubjectTypes(
            ["component", "person"], [.. Enumerable.Range(0, 10).Select(node => node % 3 == 0 ? 1 : 0)], [.. Enumerable.Range(0, 10).Select(node => node * DayMs)],
            ["uses", "knows"], [.. Edges.Select((edge, i) => new TypedEdge(edge.Source, edge.Target, i % 2, 1, edge.Target * DayMs))]);
        var graph = StaticGraphBuilder.Build(10, Edges.Select(edge => edge.Source).ToArray(), Edges.Select(edge => edge.Target).ToArray(), default, isDirected: true, crew);
        return new SubjectGraph(graph, Name, name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var node) && node < 10 ? node : null, types);
    }

    private static string Name(int node) => node.ToString(CultureInfo.InvariantCulture);

    private static string Text(AlgorithmResult result)
    {
        var text = new StringBuilder();
        foreach (var values in (NodeValues[])[.. result.Values is { } first ? [first] : Array.Empty<NodeValues>(), .. result.MoreValues])
        {
            Part(values.Name, string.Join(' ', values.Values.ToArray().Select(Number)));
        }

        if (result.Groups is { } groups) { Part(groups.Name, string.Join(' ', groups.GroupOf.ToArray())); }
        if (!result.Pairs.IsEmpty) { Part("pairs", string.Join(' ', result.Pairs.Select(pair => $"{pair.Source}-{pair.Target}:{Number(pair.Score)}"))); }
        if (!result.Paths.IsEmpty) { Part("paths", string.Join(' ', result.Paths.Select(path => $"{string.Join('-', path.Nodes)}:{Number(path.Length)}"))); }
        if (result.Table is { } table) { Part("rows", string.Join(' ', table.Rows.Select(row => string.Join(',', row)))); }
        if (!result.Figures.IsEmpty) { Part("figures", string.Join(' ', result.Figures.Select(figure => $"{figure.Name}={Number(figure.Value)}"))); }
        return text.ToString();

        void Part(string name, string values) => text.Append(text.Length == 0 ? "" : "; ").Append(name).Append(": ").Append(values);
    }

    private static string Number(double value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
