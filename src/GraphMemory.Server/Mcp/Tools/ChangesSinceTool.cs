using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ChangesSinceTool : IMcpTool
{
    private const string Fields = """
        "cursor":{"type":"integer","minimum":0,"description":"The cursor of the last answer; 0 or nothing for the beginning"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"description":"Most changes to return; 100 when not given"}
        """;

    public string Name => "changes_since";

    /// <summary>Kept free for the words around a snapshot.</summary>
    private const int HeadingTokens = 48;

    public ToolDescription Description { get; } = new(
        "Changes Since",
        "What anyone wrote to this memory after a cursor, in order: to catch up with other conversations and agents.",
        GraphSchemas.Input(Fields, "[]", GraphSchemas.BudgetTokens),
        $$"""
        {"type":"object","properties":{
          "changes":{"type":"array","items":{"type":"object","properties":{
            "seq":{"type":"integer"},"what":{"type":"string"},"id":{"type":"integer"},"entity":{"type":"string"},"fact":{{FactShapes.Schema}} },
            "required":["seq","what","id"]} },
          "cursor":{"type":"integer"},"head":{"type":"integer"},"trimmed":{"type":"boolean"},"snapshot":{"type":"object"} },"required":["changes","cursor","head"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var cursor = read.LongOrNull("cursor") ?? 0;
        var limit = read.Count("limit", 100, 1, 1_000);
        var budgetTokens = context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var changes = context.Queries.ChangesSince(context.WorkspaceId, cursor, limit);
        return ValueTask.FromResult(changes.IsSuccess ? Answer(changes.Value, budgetTokens) : ToolReply.Failure(changes.Problem));
    }

    private static ToolReply Answer(Changes changes, int budgetTokens) =>
        changes.Snapshot is { } snapshot ? Show(changes, snapshot, budgetTokens - HeadingTokens) : Show(changes, budgetTokens);

    /// <summary>The state in place of the events that are gone: never a silent gap.</summary>
    private static ToolReply Show(Changes changes, GraphView snapshot, int budgetTokens)
    {
        var write = BudgetedGraph.Within(snapshot, budgetTokens);
        var text = $"The log no longer reaches back that far. This is the memory at {changes.Cursor}: put it in the place of what you hold, and go on from there.\n"
            + $"{ToolReply.Json(write).Text}\ncursor: {changes.Cursor} of {changes.HeadSeq}";
        return ToolReply.Prose(text, writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteStartArray("changes"u8);
            writer.WriteEndArray();
            writer.WriteNumber("cursor"u8, changes.Cursor);
            writer.WriteNumber("head"u8, changes.HeadSeq);
            writer.WriteBoolean("trimmed"u8, true);
            writer.WritePropertyName("snapshot"u8);
            write(writer);
        }));
    }

    /// <summary>The cursor moves only past what is in the answer, so that a small budget never skips a change.</summary>
    private static ToolReply Show(Changes changes, int budgetTokens)
    {
        var lines = new BudgetedLines(budgetTokens);
        var cursor = changes.Cursor;
        foreach (var change in changes.Events)
        {
            var bare = change with { Fact = null, Entity = null };
            if (lines.Add(Line(change), writer => Write(writer, change), (Line(bare), writer => Write(writer, bare)))) { continue; }
            cursor = change.Event.Seq - 1;
            break;
        }

        var text = lines.Text("Nothing has changed.", "call again with the cursor");
        return ToolReply.Prose($"{text}\ncursor: {cursor} of {changes.HeadSeq}", writer => ReferenceShapes.Wrapped(writer, () =>
        {
            lines.WriteTo(writer, "changes");
            writer.WriteNumber("cursor"u8, cursor);
            writer.WriteNumber("head"u8, changes.HeadSeq);
        }));
    }

    private static string Line(Change change) =>
        $"{change.Event.Seq} {What(change.Event.Kind)} " + (change switch
        {
            { Fact: { } fact } => FactShapes.Line(fact),
            { Entity: { } entity } => entity.Name,
            _ => $"#{change.Event.SubjectId}",
        });

    private static void Write(Utf8JsonWriter writer, Change change)
    {
        writer.WriteNumber("seq"u8, change.Event.Seq);
        writer.WriteString("what"u8, What(change.Event.Kind));
        writer.WriteNumber("id"u8, change.Event.SubjectId);
        if (change.Entity is { } entity) { writer.WriteString("entity"u8, entity.Name); }
        if (change.Fact is not { } fact) { return; }
        writer.WriteStartObject("fact"u8);
        FactShapes.Write(writer, fact);
        writer.WriteEndObject();
    }

    private static string What(LogEventKind kind) => kind switch
    {
        LogEventKind.EntityNamed => "named",
        LogEventKind.EntityDeclared => "created",
        LogEventKind.EntityDeleted => "deleted",
        LogEventKind.FactRecorded => "recorded",
        LogEventKind.FactClosed => "closed",
        LogEventKind.ConflictResolved => "resolved",
        LogEventKind.PredicateDeclared => "declared",
        LogEventKind.Marked => "marked",
        LogEventKind.Revised => "revised",
        LogEventKind.RevisionUndone => "undone",
        _ => "purged",
    };
}
