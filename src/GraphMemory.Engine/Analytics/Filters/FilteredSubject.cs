using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Filters;

/// <summary>Cuts the part out of a workspace's graph that a filter leaves.</summary>
internal static class FilteredSubject
{
    /// <summary>A problem when the filter names a type, tag, name or relation type that the workspace does not have.</summary>
    public static Result<SubjectGraph> Of(WorkspaceGraph graph, GraphFilter filter, bool isDirected, bool isWeighted)
    {
        if (filter.IsOpen) { return Subject(graph.Types, isDirected, isWeighted, graph.Name, graph.Find); }
        var words = FilterWords.Of(graph, filter);
        return words.IsSuccess ? Cut(graph, Kept.Of(graph, filter, words.Value), isDirected, isWeighted) : words.Problem;
    }

    private static SubjectGraph Cut(WorkspaceGraph graph, Kept kept, bool isDirected, bool isWeighted)
    {
        var (numbers, places) = (new int[graph.NodeCount], new List<int>());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            numbers[node] = kept.Nodes[node] ? places.Count : -1;
            if (kept.Nodes[node]) { places.Add(node); }
        }

        var types = graph.Types;
        var cut = new SubjectTypes(
            types.NodeTypeNames, [.. places.Select(node => types.NodeTypes[node])], [.. places.Select(node => types.NodeTimesMs[node])], types.EdgeTypeNames,
            [.. types.Edges.Where(kept.Keeps).Select(edge => edge with { Source = numbers[edge.Source], Target = numbers[edge.Target] })]);
        return Subject(cut, isDirected, isWeighted, node => graph.Name(places[node]), name => graph.Find(name) is { } node && numbers[node] is var number and >= 0 ? number : null);
    }

    private static SubjectGraph Subject(SubjectTypes types, bool isDirected, bool isWeighted, Func<int, string> name, Func<string, int?> find)
    {
        var edges = ImmutableCollectionsMarshal.AsArray(types.Edges)!;
        var (sources, targets, weights) = (new int[edges.Length], new int[edges.Length], isWeighted ? new float[edges.Length] : []);
        for (var edge = 0; edge < edges.Length; edge++) { (sources[edge], targets[edge]) = (edges[edge].Source, edges[edge].Target); }
        for (var edge = 0; edge < weights.Length; edge++) { weights[edge] = edges[edge].Weight; }
        using var crew = new Crew(Environment.ProcessorCount);
        return new SubjectGraph(StaticGraphBuilder.Build(types.NodeTypes.Length, sources, targets, weights, isDirected, crew), name, find, types);
    }

    /// <summary>The words of a filter as numbers of the graph; null where the filter says nothing.</summary>
    private sealed record FilterWords(HashSet<int>? Types, HashSet<int>? Tags, HashSet<int>? Nodes, HashSet<int>? RelationTypes)
    {
        public static Result<FilterWords> Of(WorkspaceGraph graph, GraphFilter filter)
        {
            var faults = new List<FieldProblem>();
            var found = new FilterWords(
                Numbers("types", filter.Types, graph.Types.NodeTypeNames, StringComparer.OrdinalIgnoreCase),
                Numbers("tags", filter.Tags, graph.TagNames, StringComparer.Ordinal),
                Nodes(),
                Numbers("relationTypes", filter.RelationTypes, graph.Types.EdgeTypeNames, StringComparer.Ordinal));
            return faults.Count == 0 ? found : AnalyticsProblems.Filter.With("The filter names what this workspace does not have.", [.. faults]);

            HashSet<int>? Numbers(string field, ImmutableArray<string> words, ImmutableArray<string> known, StringComparer comparer)
            {
                if (words.IsEmpty) { return null; }
                var (wanted, there) = (words.ToHashSet(comparer), known.ToHashSet(comparer));
                foreach (var word in wanted.Where(word => !there.Contains(word)))
                {
                    var near = NearestNames.Of(word, known).FirstOrDefault();
                    faults.Add(new FieldProblem(field, $"\"{word}\" is not in this workspace", near is null ? $"It has {Some(known)}." : $"Did you mean {near}?"));
                }

                return [.. Enumerable.Range(0, known.Length).Where(number => wanted.Contains(known[number]))];
            }

            HashSet<int>? Nodes()
            {
                if (filter.Names.IsEmpty) { return null; }
                var nodes = new HashSet<int>();
                foreach (var name in filter.Names)
                {
                    if (graph.Find(name) is { } node) { nodes.Add(node); }
                    else { faults.Add(new FieldProblem("names", $"\"{name}\" is no entity of this workspace", "Give exact names of entities.")); }
                }

                return nodes;
            }
        }

        private static string Some(ImmutableArray<string> known) => known.IsEmpty ? "none" : string.Join(", ", known.Take(10)) + (known.Length > 10 ? ", …" : "");
    }

    /// <summary>What stays.</summary>
    private sealed record Kept(bool[] Nodes, HashSet<int>? RelationTypes, long SinceMs, long UntilMs)
    {
        public bool Keeps(TypedEdge edge) => Nodes[edge.Source] && Nodes[edge.Target] && Fits(edge);

        public static Kept Of(WorkspaceGraph graph, GraphFilter filter, FilterWords words)
        {
            var kept = new Kept(new bool[graph.NodeCount], words.RelationTypes, filter.SinceMs ?? long.MinValue, filter.UntilMs ?? long.MaxValue);
            Array.Fill(kept.Nodes, true);
            if (words.Tags is { } tags) { kept.KeepOnly(graph.Tags.Where(tag => tags.Contains(tag.Tag)).Select(tag => tag.Node)); }
            if (words.Nodes is { } nodes) { kept.KeepOnly(nodes); }
            if (words.Types is { } types) { kept.KeepOnly(Enumerable.Range(0, graph.NodeCount).Where(node => types.Contains(graph.Types.NodeTypes[node]))); }
            if (filter.SinceMs is not null || filter.UntilMs is not null) { kept.KeepOnly(kept.InWindow(graph)); }
            return kept;
        }

        private IEnumerable<int> InWindow(WorkspaceGraph graph) =>
        [
            .. graph.Types.Edges.Where(Keeps).SelectMany(edge => (int[])[edge.Source, edge.Target]),
            .. Enumerable.Range(0, graph.NodeCount).Where(node => IsInWindow(graph.Types.NodeTimesMs[node])),
        ];

        private bool Fits(TypedEdge edge) => RelationTypes?.Contains(edge.Type) != false && IsInWindow(edge.RecordedAtMs);

        private bool IsInWindow(long atMs) => atMs >= SinceMs && atMs < UntilMs;

        private void KeepOnly(IEnumerable<int> nodes)
        {
            var wanted = new bool[Nodes.Length];
            foreach (var node in nodes) { wanted[node] = true; }
            for (var node = 0; node < wanted.Length; node++) { Nodes[node] &= wanted[node]; }
        }
    }
}
