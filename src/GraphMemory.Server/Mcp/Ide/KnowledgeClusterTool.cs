using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Analysis;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class KnowledgeClusterTool : IMcpTool
{
    private const int MembersShownMax = 20;
    private const int KeywordsMax = 5;
    private const int CentroidTermsMax = 20;

    private const string Fields = """
        "topic":{"type":"string","description":"Only memories about this; the newest ones when not given"},
        "algorithm":{"type":"string","enum":["kmeans","hierarchical","dbscan"],"default":"kmeans"},
        "num_clusters":{"type":"integer","minimum":2,"maximum":50,"default":5,"description":"Not used by dbscan"}
        """;

    public string Name => "knowledge_cluster";

    public ToolDescription Description { get; } = new(
        "Cluster Knowledge", "Group memories by the words they share.",
        GraphSchemas.Input(Fields, "[]"),
        $$"""
        {"type":"object","properties":{"clusters":{"type":"array","items":{"type":"object","properties":{
          "id":{"type":"integer"},"size":{"type":"integer"},"memories":{"type":"array","items":{{IdeMemory.Schema}} },"centroid":{"type":"object"},
          "keywords":{"type":"array","items":{"type":"string"} } },"required":["id","memories","centroid","keywords"]} },
          "algorithm":{"type":"string"},"parameters":{"type":"object"} },"required":["clusters","algorithm","parameters"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (topic, count) = (read.TextOrNull("topic"), read.Count("num_clusters", 5, 2, 50));
        var algorithm = read.Choice("algorithm", "kmeans", "kmeans", "hierarchical", "dbscan");
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var textsMax = algorithm == "kmeans" ? TextClusters.TextsMax : TextClusters.HierarchicalTextsMax;
        var found = Texts(context, topic, textsMax);
        if (!found.IsSuccess) { return ValueTask.FromResult(ToolReply.Failure(found.Problem)); }
        var vectors = TermVectors.Of([.. found.Value.Select(text => text.Text)]);
        var clusters = algorithm switch
        {
            "kmeans" => TextClusters.KMeans(vectors, count),
            "hierarchical" => TextClusters.Hierarchical(vectors, count),
            _ => TextClusters.Dbscan(vectors),
        };
        return ValueTask.FromResult(Show(context, found.Value, vectors, clusters, algorithm, count));
    }

    private static Result<ImmutableArray<(long FactId, string Text)>> Texts(McpCallContext context, string? topic, int textsMax)
    {
        if (string.IsNullOrWhiteSpace(topic))
        {
            return context.Host.Graph(context.WorkspaceId).Nodes.SelectMany(node => node.Texts).OrderBy(text => text.FactId).TakeLast(textsMax)
                .Select(text => (text.FactId, text.Text)).ToImmutableArray();
        }

        return context.Recall(new RecallRequest(topic) { Limit = RecallRequest.LimitMax }).Map(answer => answer.Items
            .Where(item => item.Fact?.Fact.Statement.Text is not null).Take(textsMax)
            .Select(item => (item.Fact!.Fact.Id, item.Fact.Fact.Statement.Text!)).ToImmutableArray());
    }

    private static ToolReply Show(
        McpCallContext context, ImmutableArray<(long FactId, string Text)> texts, TermVectors vectors, List<List<int>> clusters, string algorithm, int count) =>
        context.Host.Read(context.WorkspaceId, store => IdeTools.Show(writer =>
        {
            writer.WriteStartArray("clusters"u8);
            foreach (var (members, id) in clusters.OrderByDescending(members => members.Count).Select((members, id) => (members, id)))
            {
                var centroid = vectors.Centroid(members);
                var nearest = members.OrderByDescending(text => vectors.Similarity(text, centroid)).Take(MembersShownMax);
                writer.WriteStartObject();
                writer.WriteNumber("id"u8, id);
                writer.WriteNumber("size"u8, members.Count);
                IdeTools.WriteMemories(writer, "memories", nearest.Select(text => store.Fact(texts[text].FactId)).OfType<Engine.Graph.Fact>()
                    .Select(fact => IdeMemory.Of(store, fact)).OfType<IdeMemory>());
                writer.WriteStartObject("centroid"u8);
                foreach (var (word, weight) in vectors.Heaviest(centroid, CentroidTermsMax).DistinctBy(term => term.Word)) { writer.WriteNumber(word, Math.Round(weight, 4)); }
                writer.WriteEndObject();
                IdeTools.WriteTexts(writer, "keywords", vectors.Heaviest(centroid, KeywordsMax).Select(term => term.Word));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("algorithm"u8, algorithm);
            writer.WriteStartObject("parameters"u8);
            if (algorithm != "dbscan") { writer.WriteNumber("num_clusters"u8, count); }
            writer.WriteNumber("memories"u8, texts.Length);
            writer.WriteNumber("left_out"u8, texts.Length - clusters.Sum(members => members.Count));
            writer.WriteEndObject();
        }));
}
