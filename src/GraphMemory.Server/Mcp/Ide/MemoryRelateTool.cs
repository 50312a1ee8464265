using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class MemoryRelateTool : IMcpTool
{
    private const string Fields = """
        "source_id":{"type":"string","description":"Id of the memory where the relation starts"},
        "target_id":{"type":"string","description":"Id of the memory where it ends"},
        "type":{"type":"string","description":"related_to, depends_on, part_of, similar_to, contradicts, supports, follows, precedes, builds_on, implements, supersedes, leads_to or another"},
        "weight":{"type":"number","minimum":0,"maximum":1,"default":1},
        "metadata":{"type":"object"}
        """;

    public string Name => "memory_relate";

    public ToolDescription Description { get; } = new(
        "Relate Memories", "Relate what two memories are about.",
        GraphSchemas.Input(Fields, """["source_id","target_id","type"]""", GraphSchemas.IdempotencyKey),
        """
        {"type":"object","properties":{"id":{"type":"string"},"source_id":{"type":"string"},"target_id":{"type":"string"},"type":{"type":"string"},
          "weight":{"type":"number"},"metadata":{"type":"object"},"created_at":{"type":"string"}},"required":["id","source_id","target_id","type","weight"]}
        """,
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (sourceId, targetId) = (read.FilledText("source_id"), read.FilledText("target_id"));
        var (type, weight) = (read.FilledText("type").Trim().ToLowerInvariant().Replace(' ', '_'), read.Share("weight", 1));
        var circumstances = context.Circumstances with { Metadata = IdeMetadata.Stored(read.Object("metadata")) };
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        if (IdeTools.Find(context, sourceId) is not { } source) { return IdeTools.Unknown("source_id", sourceId); }
        if (IdeTools.Find(context, targetId) is not { } target) { return IdeTools.Unknown("target_id", targetId); }
        if (source.About.Id == target.About.Id) { return ToolReply.Failure(SameThing(source.About)); }
        var link = new NewLink(source.About.Name, target.About.Name, type, (float)weight, circumstances);
        return await context.WriteAsync(new Link([link]), (write, recorded) => Show(sourceId, targetId, write.Fact(recorded[0].FactId)!));
    }

    private static Problem SameThing(Entity about) => McpProblems.BadArguments.With(
        $"Both memories are statements about {about.Name}.",
        new FieldProblem("target_id", "is about the same thing as source_id", "Relate memories about two things."));

    private static ToolReply Show(string sourceId, string targetId, Fact relation) => IdeTools.Show(writer =>
    {
        writer.WriteString("id"u8, "rel_" + relation.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("source_id"u8, sourceId);
        writer.WriteString("target_id"u8, targetId);
        writer.WriteString("type"u8, relation.Statement.Predicate);
        writer.WriteNumber("weight"u8, Math.Round((double)relation.Statement.Weight, 6));
        IdeMetadata.Write(writer, "metadata", relation.Statement.Metadata);
        writer.WriteString("created_at"u8, IdeMemory.Instant(relation.RecordedAtMs));
    });
}
