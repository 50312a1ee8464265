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

    public ToolDescription Description { get; } = new(
        "Changes Since",
        "What anyone wrote to this memory after a cursor, in order: to catch up with other conversations and agents.",
        GraphSchemas.Input(Fields, "[]", GraphSchemas.BudgetTokens),
        $$"""
        {"type":"object","properties":{
          "changes":{"type":"array","items":{"type":"object","properties":{
            "seq":{"type":"integer"},"what":{"type":"string"},"id":{"type":"integer"},"entity":{"type":"string"},"fact":{{FactShapes.Schema}} },
            "required":["seq","what","id"]} },
          "cursor":{"type":"integer"},"head":{"type":"integer"},"trimmed":{"type":"boolean"} },"required":["changes","cursor","head"]}
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
        return ValueTask.FromResult(changes.IsSuccess ? Show(changes.Value, budgetTokens) : ToolReply.Failure(changes.Problem));
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

        var heading = changes.WasTrimmed
            ? $"The log no longer reaches back that far: read_graph shows the whole state at {changes.Cursor}; go on from there.\n"
            : "";
        var text = lines.Text("Nothing has changed.", "call again with the cursor");
        return ToolReply.Prose($"{heading}{text}\ncursor: {cursor} of {changes.HeadSeq}", writer => ReferenceShapes.Wrapped(writer, () =>
        {
            lines.WriteTo(writer, "changes");
            writer.WriteNumber("cursor"u8, cursor);
            writer.WriteNumber("head"u8, changes.HeadSeq);
            if (changes.WasTrimmed) { writer.WriteBoolean("trimmed"u8, true); }
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
        _ => "purged",
    };
}
