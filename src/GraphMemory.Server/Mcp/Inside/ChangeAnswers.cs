using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Inside;

/// <summary>Which of the watched things a stretch of the log touched.</summary>
internal static class ChangeAnswers
{
    public const string Name = "changed";

    private const int EventsMax = 1_000;

    public static ToolReply Show(ToolArguments read, McpCallContext context)
    {
        var (after, entities) = (read.LongOrNull("after") ?? 0, read.Texts("entities", isRequired: false));
        var facts = read.Texts("facts", isRequired: false);
        var changes = context.Queries.ChangesSince(context.WorkspaceId, after, EventsMax);
        if (!changes.IsSuccess) { return ToolReply.Failure(changes.Problem); }

        // Too much at once is not looked through: everything may have changed.
        var isAll = changes.Value.WasTrimmed || changes.Value.Cursor < changes.Value.HeadSeq;
        var events = changes.Value.Events;
        return ToolReply.Json(writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteNumber("head"u8, changes.Value.HeadSeq);
            writer.WriteBoolean("isListChanged"u8, isAll || events.Any(IsOfList));
            WriteTexts("entities", isAll ? entities : [.. entities.Where(name => events.Any(change => IsAbout(change, name)))]);
            WriteTexts("facts", isAll ? facts : [.. facts.Where(id => events.Any(change => IsFact(change, id)))]);

            void WriteTexts(string name, ImmutableArray<string> texts)
            {
                writer.WriteStartArray(name);
                foreach (var text in texts) { writer.WriteStringValue(text); }
                writer.WriteEndArray();
            }
        }));
    }

    private static bool IsOfList(Change change) =>
        change.Event.Kind is LogEventKind.EntityDeclared or LogEventKind.EntityDeleted or LogEventKind.Purged;

    // What was purged has no name any more.
    private static bool IsAbout(Change change, string name) =>
        change.Entity?.Name == name || change.Fact?.Subject == name || change.Fact?.Object == name || change.Event.Kind == LogEventKind.Purged;

    private static bool IsFact(Change change, string id) =>
        change.Event.Kind is LogEventKind.FactClosed or LogEventKind.Purged or LogEventKind.ConflictResolved
        && change.Event.SubjectId.ToString(CultureInfo.InvariantCulture) == id;
}
