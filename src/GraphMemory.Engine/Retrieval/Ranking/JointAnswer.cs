using System.Collections.Immutable;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// One answer of several layers, ranked as if they were one memory: one set of word statistics, one second query, one scale of seeds, one mass
/// of the walk. Only their graphs are apart, and a walk is linear in its seeds, so the scores are those that a joint graph would give.
/// </summary>
internal sealed class JointAnswer(IReadOnlyList<RankedAnswer> layers, Corpus corpus, RecallRequest request)
{
    public ImmutableArray<RecallItem> Make()
    {
        foreach (var layer in layers) { layer.Search(); }
        if (request.Components.HasFlag(RecallComponents.Feedback)) { AddFeedback(); }
        foreach (var layer in layers) { layer.AddVectors(); }
        var bestWords = layers.Max(layer => layer.BestWords);
        foreach (var layer in layers) { layer.Seed(bestWords); }
        var mass = layers.Sum(layer => layer.SeedMass);
        foreach (var layer in layers) { layer.Walk(mass); }
        var bestRank = layers.Max(layer => layer.BestRank);
        var kept = new List<TermSet>();
        return [.. Joined([.. layers.Select(layer => Items(layer, bestRank, kept))]).Take(request.Limit)];
    }

    private void AddFeedback()
    {
        var feedback = Feedback.Of(corpus, layers.Select(layer => (layer.Words, layer.Candidates)));
        foreach (var layer in layers) { layer.AddFeedback(feedback); }
    }

    private static List<RecallItem> Items(RankedAnswer layer, double bestRank, List<TermSet> kept)
    {
        var name = layer.Workspace.Name;
        return layer.Items(bestRank, kept).ConvertAll(item => item with { Workspace = name });
    }

    private IEnumerable<RecallItem> Joined(List<List<RecallItem>> answers)
    {
        if (answers.Count == 1) { return answers[0]; }
        var all = answers.SelectMany(items => items);
        return layers[0].IsByAge
            ? all.OrderByDescending(item => item.Fact?.Fact.RecordedAtMs).Select((item, at) => item with { Score = item.Proof.Prior / (at + 1) })
            : all.OrderByDescending(item => item.Score);
    }
}
