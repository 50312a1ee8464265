using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// A graph cut to a budget. Entities come first, in their order, each with as many of its observations as fit; relations take what is
/// left. What was left out is counted, and the answer says how to get it, so that a model never takes a part for the whole.
/// </summary>
internal static class BudgetedGraph
{
    /// <summary>Kept free for the note about what was left out.</summary>
    private const int NoteTokens = 60;

    private const string Rest =
        "Ask recall or context about your question, open_nodes with single names, or call again with a larger budgetTokens.";

    public static ToolReply Show(GraphView graph, int budgetTokens) => ToolReply.Json(Within(graph, budgetTokens));

    /// <summary>Writes the graph as one JSON object.</summary>
    public static Action<Utf8JsonWriter> Within(GraphView graph, int budgetTokens)
    {
        if (budgetTokens == int.MaxValue) { return writer => ReferenceShapes.WriteGraph(writer, graph); }
        var cut = Cut(graph, budgetTokens - NoteTokens);
        var isWhole = cut.Entities.Length == graph.Entities.Length && cut.Relations.Length == graph.Relations.Length
            && CountObservations(cut) == CountObservations(graph);
        return writer => Write(writer, cut, isWhole ? null : graph);
    }

    private static GraphView Cut(GraphView graph, int budgetTokens)
    {
        var left = budgetTokens;
        var entities = ImmutableArray.CreateBuilder<NewEntity>();
        foreach (var entity in graph.Entities)
        {
            left -= CostOf(entity with { Observations = [] });
            if (left < 0) { break; }
            entities.Add(entity with { Observations = [.. entity.Observations.TakeWhile(text => (left -= Cost(text) + 3) >= 0)] });
            if (left < 0) { break; }
        }

        return new GraphView(entities.ToImmutable(), [.. graph.Relations.TakeWhile(relation => (left -= CostOf(relation)) >= 0)]);
    }

    /// <param name="whole">The graph that was cut; null when nothing was left out.</param>
    private static void Write(Utf8JsonWriter writer, GraphView cut, GraphView? whole)
    {
        writer.WriteStartObject();
        ReferenceShapes.WriteEntities(writer, "entities", cut.Entities);
        ReferenceShapes.WriteRelations(writer, "relations", cut.Relations);
        if (whole is not null) { WriteLeftOut(writer, cut, whole); }
        writer.WriteEndObject();
    }

    private static void WriteLeftOut(Utf8JsonWriter writer, GraphView cut, GraphView whole)
    {
        writer.WriteStartObject("truncated"u8);
        writer.WriteNumber("entitiesLeftOut"u8, whole.Entities.Length - cut.Entities.Length);
        writer.WriteNumber("observationsLeftOut"u8, CountObservations(whole) - CountObservations(cut));
        writer.WriteNumber("relationsLeftOut"u8, whole.Relations.Length - cut.Relations.Length);
        writer.WriteString("howToGetTheRest"u8, Rest);
        writer.WriteEndObject();
    }

    private static int CountObservations(GraphView graph) => graph.Entities.Sum(entity => entity.Observations.Length);

    /// <summary>With the names of the fields and the blanks of the layout.</summary>
    private static int CostOf(NewEntity entity) => Cost(entity.Name) + Cost(entity.Type) + 26;

    private static int CostOf(RelationKey relation) => Cost(relation.From) + Cost(relation.To) + Cost(relation.Type) + 22;

    /// <summary>An escaped character costs a second one at most as often as it stands in the text.</summary>
    private static int Cost(string text) => TokenEstimate.Of(text) + text.Count(c => c is '"' or '\\' or < ' ') + 1;
}
