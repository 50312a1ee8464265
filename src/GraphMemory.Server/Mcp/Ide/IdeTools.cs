using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>The ten tools of the ancestor, under its names and with its arguments.</summary>
internal static class IdeTools
{
    public static ImmutableArray<IMcpTool> All =>
    [
        new MemorySearchTool(), new MemoryCreateTool(), new MemoryUpdateTool(), new MemoryDeleteTool(), new MemoryRelateTool(),
        new GraphQueryTool(), new GraphAnalyzeTool(), new KnowledgeClusterTool(), new KnowledgeInsightsTool(), new KnowledgeRecommendTool(),
    ];

    /// <summary>The answer of a tool is one object, as text and as data.</summary>
    public static ToolReply Show(Action<Utf8JsonWriter> writeFields) => ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () => writeFields(writer)));

    public static ToolReply Show(IdeMemory memory) => Show(memory.Write);

    public static IdeMemory? Find(McpCallContext context, string id) => context.Host.Read(context.WorkspaceId, read => IdeMemory.Find(read, id));

    public static ToolReply Unknown(string field, string id) => ToolReply.Failure(GraphProblems.FactNotFound.With(
        $"There is no memory \"{id}\".", new FieldProblem(field, "names no memory that stands", "memory_search gives the ids")));

    public static void WriteMemories(Utf8JsonWriter writer, string name, IEnumerable<IdeMemory> memories)
    {
        writer.WriteStartArray(name);
        foreach (var memory in memories)
        {
            writer.WriteStartObject();
            memory.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) { writer.WriteStringValue(text); }
        writer.WriteEndArray();
    }
}
