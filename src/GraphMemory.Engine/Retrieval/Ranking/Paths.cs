using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Tells how the walk came to an entity: backwards over the edges that carried most, to the nearest seed.</summary>
internal sealed class Paths(IndexSnapshot snapshot, Dictionary<int, double> ranks, Dictionary<int, double> seeds, IWorkspaceRead read)
{
    private const int StepsMax = 4;
    private readonly Dictionary<int, string> _predicates = read.Predicates().ToDictionary(predicate => predicate.Id, predicate => predicate.Name);

    public ImmutableArray<PathStep> To(int entity)
    {
        var steps = new List<PathStep>();
        var passed = new HashSet<int> { entity };
        while (!seeds.ContainsKey(entity) && steps.Count < StepsMax && Strongest(entity, passed) is { } edge)
        {
            steps.Add(new PathStep(Name(edge.From), edge.Predicate == EdgeLists.Mention ? "mentions" : _predicates[edge.Predicate], Name(entity), edge.FactId));
            passed.Add(entity = edge.From);
        }

        steps.Reverse();
        return [.. steps];
    }

    private Step? Strongest(int entity, HashSet<int> passed)
    {
        Step? strongest = null;
        var most = 0.0;
        foreach (var segment in snapshot.Segments)
        {
            Look(segment.Edges(entity), passed, ref strongest, ref most);
            foreach (var source in snapshot.Merged.Sources(entity)) { Look(segment.Edges(source), passed, ref strongest, ref most); }
        }

        return strongest;
    }

    private void Look(scoped in EdgeSpans edges, HashSet<int> passed, ref Step? strongest, ref double most)
    {
        for (var i = 0; i < edges.Targets.Length; i++)
        {
            var from = snapshot.Merged.Target(edges.Targets[i]);
            var flow = edges.Weights[i] * ranks.GetValueOrDefault(from);
            if (flow <= most || passed.Contains(from) || snapshot.ClosedLater.ContainsKey(edges.Facts[i])) { continue; }
            most = flow;
            strongest = new Step(from, edges.Predicates[i], edges.Facts[i]);
        }
    }

    private string Name(int entity) => read.Entity(entity)?.Name ?? "";

    private sealed record Step(int From, int Predicate, long FactId);
}
