using System.Text.Json;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class MemoryDeleteTool : IMcpTool
{
    public string Name => "memory_delete";

    public ToolDescription Description { get; } = new(
        "Delete Memory", "Delete a memory, with its relations when it stands for itself. The history stays.",
        GraphSchemas.Input("""
            "id":{"type":"string","description":"Id of the memory"}
            """, """["id"]""", GraphSchemas.IdempotencyKey),
        """{"type":"object","properties":{"id":{"type":"string"},"deleted":{"type":"boolean"}},"required":["id","deleted"]}""",
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var id = read.FilledText("id");
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        if (IdeTools.Find(context, id) is not { } memory) { return IdeTools.Unknown("id", id); }
        var command = memory.About.HasGeneratedName ? new Forget([], [memory.About.Name]) : new Forget([memory.Current.Id], []);
        return await context.WriteAsync(command, _ => IdeTools.Show(writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteBoolean("deleted"u8, true);
        }));
    }
}
