using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>The log as it grows, as server-sent events (WHATWG HTML, 9.2).</summary>
internal static class EventEndpoints
{
    private static readonly RestParameter<ImmutableArray<string>> Kinds = RestParameter.Texts("event", "Only events of these names; all when left out");
    private static readonly RestParameter<ImmutableArray<string>> Entities = RestParameter.Texts("entity", "Only events about these entities, and facts with one of them at an end");
    private static readonly RestParameter<long?> After = RestParameter.Position("after", "The last position that is known already; the end of the log when left out");
    private static readonly RestParameter<long?> LastEventId = RestParameter.Position("Last-Event-ID", "As after; browsers send it when they come back") with { Place = RestPlace.Header };

    public static IEnumerable<RestEndpoint> All =>
    [
        new("followEvents", "GET", "/events", "history", "Follow the log: every event as it is written, by any process, and exactly where an earlier reading ended", FollowAsync)
        {
            Parameters = [Kinds, Entities, After, LastEventId], IsStream = true,
            Answer = new RestAnswer(200, null, "Events whose id is the log position and whose data is a change; \"trimmed\" and \"dropped\" end the stream.", RestContent.Events),
            Problems = [GraphProblems.CursorTrimmed, GraphProblems.CursorAhead, RestProblems.BadParameter],
        },
    ];

    private static async ValueTask<RestReply> FollowAsync(RestCall call)
    {
        var (kinds, entities, after) = (call.Value(Kinds), call.Value(Entities), call.Value(LastEventId) ?? call.Value(After));
        if ((call.Problem ?? Unknown(kinds)) is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var position = after ?? workspace.Value.HeadSeq;
        if (HistoryEndpoints.Trimmed(workspace.Value, position) is { } trimmed) { return trimmed; }
        if (position > workspace.Value.HeadSeq)
        {
            return GraphProblems.CursorAhead.With(
                $"The position {position.ToString(CultureInfo.InvariantCulture)} is not in this log, which ends at {workspace.Value.HeadSeq.ToString(CultureInfo.InvariantCulture)}.",
                new FieldProblem("after", "is ahead of the log", "Leave it out to begin at the end."));
        }

        await new EventStream(call, workspace.Value, new EventFilter(kinds, entities)).RunAsync(position);
        return RestReply.Written;
    }

    private static Problem? Unknown(ImmutableArray<string> kinds) =>
        kinds.FirstOrDefault(kind => !EventFilter.Names.Contains(kind)) is { } unknown
            ? RestProblems.Parameter("event", $"names no event: {unknown}", $"use {string.Join(", ", EventFilter.Names)}")
            : null;
}
