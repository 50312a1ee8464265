using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Workspaces;

internal sealed class ListWorkspacesTool : IMcpTool
{
    public string Name => "list_workspaces";

    public ToolDescription Description { get; } = new(
        "List workspaces",
        "The memories that lie in this data folder, with what each holds. The one that this conversation reads and writes is marked.",
        GraphSchemas.Input("", "[]", GraphSchemas.BudgetTokens),
        """
        {"type":"object","properties":{"workspaces":{"type":"array","items":{"type":"object","properties":{
          "name":{"type":"string"},"inUse":{"type":"boolean"},"entities":{"type":"integer"},"observations":{"type":"integer"},
          "relations":{"type":"integer"},"openConflicts":{"type":"integer"},"seq":{"type":"integer"} },
          "required":["name","entities","observations","relations"]} },"leftOut":{"type":"integer"} },"required":["workspaces"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var budgetTokens = context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var lines = new BudgetedLines(budgetTokens);
        foreach (var (workspace, counts) in context.Host.Workspaces())
        {
            var isInUse = workspace.Id == context.WorkspaceId;
            lines.Add(
                $"{workspace.Name}: {counts.Entities} entities, {counts.Observations} observations, {counts.Relations} relations{(isInUse ? " (in use)" : "")}",
                writer => Write(writer, workspace, counts, isInUse));
        }

        return ValueTask.FromResult(ToolReply.Prose(
            lines.Text("There is no workspace yet.", "ask with a larger budgetTokens"),
            writer => ReferenceShapes.Wrapped(writer, () => lines.WriteTo(writer, "workspaces"))));
    }

    private static void Write(Utf8JsonWriter writer, Workspace workspace, WorkspaceCounts counts, bool isInUse)
    {
        writer.WriteString("name"u8, workspace.Name);
        if (isInUse) { writer.WriteBoolean("inUse"u8, true); }
        writer.WriteNumber("entities"u8, counts.Entities);
        writer.WriteNumber("observations"u8, counts.Observations);
        writer.WriteNumber("relations"u8, counts.Relations);
        writer.WriteNumber("openConflicts"u8, counts.OpenConflicts);
        writer.WriteNumber("seq"u8, workspace.HeadSeq);
    }
}
