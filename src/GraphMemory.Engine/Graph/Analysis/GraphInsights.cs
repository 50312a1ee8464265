using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Analysis;

/// <summary>Reads a graph for what recurs, what is missing, what belongs together and what changes. Everything is counted, nothing guessed.</summary>
public static class GraphInsights
{
    private const int InsightsMax = 10;
    private const int EvidenceMax = 5;

    /// <summary>Kinds of things that are often related in one way. Confidence: the share of the kind that is.</summary>
    public static ImmutableArray<Insight> Patterns(LiveGraph graph) =>
    [
        .. graph.Edges.GroupBy(edge => (From: graph.Nodes[edge.From].Type, edge.Type, To: graph.Nodes[edge.To].Type)).Where(group => group.Count() > 1)
            .OrderByDescending(group => group.Count()).ThenBy(group => $"{group.Key}", StringComparer.Ordinal).Take(InsightsMax)
            .Select(group => new Insight(
                "pattern",
                $"{Kind(group.Key.From)} {group.Key.Type} {Kind(group.Key.To)}: {group.Count()} times.",
                Share(group.Select(edge => edge.From).Distinct().Count(), graph.OfType(group.Key.From).Length),
                [.. group.Take(EvidenceMax).Select(edge => $"{graph.Nodes[edge.From].Name} {edge.Type} {graph.Nodes[edge.To].Name}")])),
    ];

    /// <summary>Things that lack a relation which most of their kind have. Confidence: the share of the kind that has it.</summary>
    public static ImmutableArray<Insight> Gaps(LiveGraph graph)
    {
        const int kindMin = 3;
        var gaps = from type in graph.Types
                   let members = graph.OfType(type)
                   where members.Length >= kindMin
                   from relation in members.SelectMany(node => graph.Out(node).Select(edge => graph.Edges[edge].Type).Distinct()).Distinct()
                   let without = members.Where(node => graph.Out(node).All(edge => graph.Edges[edge].Type != relation)).ToList()
                   let share = Share(members.Length - without.Count, members.Length)
                   where without.Count > 0 && share > 0.5
                   orderby share descending, type, relation
                   select new Insight(
                       "gap",
                       $"{members.Length - without.Count} of {members.Length} {Kind(type)} have {relation}; {string.Join(", ", without.Take(EvidenceMax).Select(node => graph.Nodes[node].Name))} "
                           + (without.Count == 1 ? "has not." : "have not."),
                       share,
                       [.. without.Take(EvidenceMax).Select(node => graph.Nodes[node].Name)]);
        return [.. gaps.Take(InsightsMax)];
    }

    /// <summary>Things that are spoken of in the same words and are not related. Confidence: the cosine of their texts.</summary>
    public static ImmutableArray<Insight> Connections(LiveGraph graph)
    {
        const double similarityMin = 0.3;
        var nodes = graph.Nodes.Where(node => node.Texts.Length > 0).TakeLast(TextClusters.TextsMax).ToList();
        var vectors = TermVectors.Of([.. nodes.Select(node => string.Join(' ', node.Texts.Select(text => text.Text)))]);
        var linked = graph.Edges.SelectMany(edge => ((int, int)[])[(edge.From, edge.To), (edge.To, edge.From)]).ToHashSet();
        var pairs = from a in Enumerable.Range(0, nodes.Count)
                    from b in Enumerable.Range(a + 1, nodes.Count - a - 1)
                    where !linked.Contains((nodes[a].Index, nodes[b].Index))
                    let similarity = vectors.Similarity(a, b)
                    where similarity >= similarityMin
                    orderby similarity descending
                    select new Insight(
                        "connection",
                        $"{Label(nodes[a])} and {Label(nodes[b])} are spoken of in the same words ({string.Join(", ", Shared(vectors, a, b))}) and are not related.",
                        Math.Round(similarity, 3),
                        [nodes[a].Name, nodes[b].Name]);
        return [.. pairs.Take(InsightsMax)];
    }

    /// <summary>Words that are used more or less than in as long a time before. Confidence: the change as a share of both.</summary>
    public static ImmutableArray<Insight> Trends(LiveGraph graph, long nowMs, long rangeMs)
    {
        const int usesMin = 2;
        var texts = graph.Nodes.SelectMany(node => node.Texts).Where(text => text.RecordedAtMs > nowMs - (2 * rangeMs)).ToList();
        var trends = from holder in TermVectors.Of([.. texts.Select(text => text.Text)]).Holders()
                     let now = holder.Texts.Count(text => texts[text].RecordedAtMs > nowMs - rangeMs)
                     let before = holder.Texts.Count - now
                     let change = Math.Abs(now - before) / (double)(now + before)
                     where Math.Max(now, before) >= usesMin && change >= 0.5
                     orderby Math.Abs(now - before) descending, holder.Word
                     select new Insight(
                         "trend",
                         $"\"{holder.Word}\" is {(now > before ? "rising" : "falling")}: {now} in this period, {before} in the one before.",
                         Math.Round(change, 3),
                         [.. holder.Texts.Take(EvidenceMax).Select(text => $"#{texts[text].FactId}")]);
        return [.. trends.Take(InsightsMax)];
    }

    private static IEnumerable<string> Shared(TermVectors vectors, int a, int b)
    {
        var (first, second) = (vectors.Centroid([a]), vectors.Centroid([b]));
        return vectors.Heaviest(first.Where(term => second.ContainsKey(term.Key)).ToDictionary(term => term.Key, term => term.Value * second[term.Key]), 3).Select(word => word.Word);
    }

    private static string Label(LiveNode node) => node.IsNote ? $"\"{Short(node.Texts[0].Text)}\"" : node.Name;

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Kind(string type) => type.Length == 0 ? "(undeclared)" : type;

    private static double Share(int part, int whole) => Math.Round((double)part / Math.Max(1, whole), 3);
}
