using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Mcp.Inside;

/// <summary>What stands behind the <c>memory://</c> resources, within the answer's budget.</summary>
internal static class ResourceAnswers
{
    public const string EntityPage = "entity_page";
    public const string Entity = "entity";
    public const string Fact = "fact";
    public const string Recent = "recent";
    public const string Workspace = "workspace";

    private const string Rest = "ask recall or timeline";

    public static ToolReply ShowEntityPage(ToolArguments read, McpCallContext context)
    {
        var page = context.Queries.EntityPage(context.WorkspaceId, read.LongOrNull("after") ?? 0, read.Count("limit", PageCursor.PageSize, 1, PageCursor.PageSize));
        return ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteStartArray("entities"u8);
            foreach (var entity in page)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id"u8, entity.Id);
                writer.WriteString("name"u8, entity.Name);
                writer.WriteString("entityType"u8, entity.Type);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }

    /// <summary>What stands about an entity, oldest first.</summary>
    public static ToolReply ShowEntity(ToolArguments read, McpCallContext context)
    {
        var name = read.Text("name");
        var found = context.Queries.OpenNodes(context.WorkspaceId, [name]).Entities;
        if (found.Length == 0) { return ToolReply.Failure(GraphProblems.MissingEntity(name)); }
        var history = context.Queries.Timeline(context.WorkspaceId, name, GraphQueries.PageMax);
        if (!history.IsSuccess) { return ToolReply.Failure(history.Problem); }
        var facts = Shown([.. history.Value.Where(fact => fact.Fact.IsLive)], context);
        return ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteString("name"u8, name);
            writer.WriteString("entityType"u8, found[0].Type);
            facts.WriteTo(writer, "facts");
        }));
    }

    public static ToolReply ShowFact(ToolArguments read, McpCallContext context)
    {
        var fact = context.Queries.Fact(context.WorkspaceId, read.LongOrNull("id") ?? 0);
        return fact.IsSuccess
            ? ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () => FactShapes.Write(writer, fact.Value)))
            : ToolReply.Failure(fact.Problem);
    }

    /// <summary>The newest facts; those of one conversation when a session is named.</summary>
    public static ToolReply ShowRecent(ToolArguments read, McpCallContext context)
    {
        var request = new RecallRequest("") { Limit = read.Count("limit", 50, 1, RecallRequest.LimitMax), Filter = RecallFilter.None with { Session = read.TextOrNull("session") } };
        var latest = context.Recall(request, Layers.Workspace);
        if (!latest.IsSuccess) { return ToolReply.Failure(latest.Problem); }
        var facts = Shown([.. latest.Value.Items.Select(item => item.Fact).OfType<NamedFact>()], context);
        return ToolReply.Prose(
            facts.Text("Nothing has been recorded yet.", Rest),
            writer => ReferenceShapes.Wrapped(writer, () => facts.WriteTo(writer, "facts")));
    }

    public static ToolReply ShowWorkspace(ToolArguments read, McpCallContext context)
    {
        var (workspace, counts) = context.Queries.Overview(context.WorkspaceId);
        return ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteString("name"u8, workspace.Name);
            writer.WriteString("createdAt"u8, FactShapes.Day(workspace.CreatedAtMs));
            writer.WriteNumber("head"u8, workspace.HeadSeq);
            writer.WriteNumber("entities"u8, counts.Entities);
            writer.WriteNumber("observations"u8, counts.Observations);
            writer.WriteNumber("relations"u8, counts.Relations);
            writer.WriteNumber("openConflicts"u8, counts.OpenConflicts);
        }));
    }

    private static BudgetedLines Shown(ImmutableArray<NamedFact> facts, McpCallContext context)
    {
        var lines = new BudgetedLines(context.Limits.AnswerTokensMax);
        foreach (var fact in facts) { lines.Add(FactShapes.Line(fact), writer => FactShapes.Write(writer, fact)); }
        return lines;
    }
}
