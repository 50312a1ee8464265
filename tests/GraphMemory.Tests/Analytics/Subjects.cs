using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

/// <summary>Runs algorithms on test graphs whose nodes are called by their numbers.</summary>
public static class Subjects
{
    public static SubjectGraph Of(StaticGraph graph, SubjectTypes? types = null) => new(
        graph,
        node => node.ToString(CultureInfo.InvariantCulture),
        name => int.TryParse(name, CultureInfo.InvariantCulture, out var node) && node >= 0 && node < graph.NodeCount ? node : null,
        types ?? SubjectTypes.None);

    /// <param name="given">Name and value of parameters, in turns.</param>
    public static AlgorithmResult Run(string algorithm, EdgeList edges, params string[] given) => Run(algorithm, Of(edges.Build()), 2, given);

    public static AlgorithmResult Run(string algorithm, SubjectGraph subject, int workers, params string[] given)
    {
        Assert.True(GraphAlgorithms.All.TryGet(algorithm, out var found), $"{algorithm} is not listed");
        var values = ParameterReading.Read(found, Given(given), subject);
        Assert.True(values.IsSuccess, $"{values.Problem}");
        using var crew = new Crew(workers);
        var graph = found.Description.Direction == DirectionUse.Undirected ? subject.Undirected(crew) : subject.Graph;
        var result = found.Run(new AlgorithmRun(subject, graph, values.Value, crew));
        Assert.True(result.IsSuccess, $"{result.Problem}");
        return result.Value;
    }

    public static IReadOnlyDictionary<string, ImmutableArray<string>> Given(params string[] given) =>
        given.Chunk(2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Select(pair => pair[1]).ToImmutableArray());
}
