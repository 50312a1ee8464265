using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Mcp.Ide;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Memories as the ancestor documents them: observations under an id that a change does not change.</summary>
internal static class MemoryEndpoints
{
    private const string Tag = "memories";

    private static readonly RestParameter<string> Id = RestParameter.Segment("id", "Id of the memory, such as mem_42");
    private static readonly RestParameter<string?> Type = RestParameter.Text("type", "Only memories of this type or kind");
    private static readonly RestParameter<ImmutableArray<string>> Tags = RestParameter.Texts("tag", "Only memories with all of these tags");
    private static readonly RestParameter<string?> About = RestParameter.Text("about", "Only memories about this entity");
    private static readonly RestParameter<string?> Query = RestParameter.Text("query", "What is looked for", RecallRequest.QueryLengthMax) with { IsRequired = true };
    private static readonly RestParameter<int> Limit = RestParameter.Count("limit", "Most memories to show", 10, 1, RecallRequest.LimitMax);

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listMemories", "GET", "/memories", Tag, "List the memories in the order they were last changed", ListAsync)
        {
            Parameters = [Type, Tags, About, PageParameters.Limit, PageParameters.Cursor], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryListShape, "A page of memories."), Problems = [RestProblems.BadParameter],
        },
        new("createMemory", "POST", "/memories", Tag, "Keep a memory; one that says the same is not kept twice", CreateAsync)
        {
            Body = RestBody.Json(MemoryBodyJson.Default.NewMemoryBody, "The memory."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryShape, "The memory as it stands.", 201), Problems = EntityEndpoints.Writing,
        },
        new("searchMemories", "GET", "/memories/search", Tag, "Find memories by what they say and what they are related to, best first", SearchAsync)
        {
            Parameters = [Query, Type, Tags, Limit], Freshness = RestFreshness.LogAndClock,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryListShape, "The memories."), Problems = [RestProblems.BadParameter],
        },
        new("getMemory", "GET", "/memories/{id}", Tag, "Show a memory", GetAsync)
        {
            Parameters = [Id], Freshness = RestFreshness.Resource,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryShape, "The memory."), Problems = [GraphProblems.FactNotFound, RestProblems.Deleted],
        },
        new("replaceMemory", "PUT", "/memories/{id}", Tag, "Say anew what a memory says; the version before stays in the history", ReplaceAsync)
        {
            Parameters = [Id, CallParameters.IfMatch], Body = RestBody.Json(MemoryBodyJson.Default.MemoryBody, "What it says from now on."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryShape, "The memory as it stands."), Problems = Changing,
        },
        new("changeMemory", "PATCH", "/memories/{id}", Tag, "Change parts of a memory; the version before stays in the history", ChangeAsync)
        {
            Parameters = [Id, CallParameters.IfMatch], Body = RestBody.Json(MemoryBodyJson.Default.MemoryPatchBody, "What changes."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryShape, "The memory as it stands."), Problems = Changing,
        },
        new("deleteMemory", "DELETE", "/memories/{id}", Tag, "Delete a memory; for 30 days it can be restored", DeleteAsync)
        {
            Parameters = [Id, CallParameters.IfMatch], IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ClosedShape, "The version that was closed."), Problems = Changing,
        },
        new("restoreMemory", "POST", "/memories/{id}/restore", Tag, "Bring back a memory that was deleted in the last 30 days", RestoreAsync)
        {
            Parameters = [Id], IsIdempotentByKey = true,
            Answer = RestAnswer.Json(MemoryShapeJson.Default.MemoryShape, "The memory as it stands."), Problems = Changing,
        },
    ];

    private static ImmutableArray<ProblemCode> Changing => [GraphProblems.FactNotFound, RestProblems.Deleted, RestProblems.Stale, .. EntityEndpoints.Writing];

    private static async ValueTask<RestReply> ListAsync(RestCall call)
    {
        var (type, tags, about, page) = (call.Value(Type), call.Value(Tags), call.Value(About), call.Page());
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Pages.Facts(workspace.Value.Id, new FactFilter(about, FactKind.Observation), page.After, page.Limit, RestLimits.ScannedRowsMax);
        var memories = call.Memory.Store.Read(workspace.Value.Id, read => found.Items
            .Where(named => named.Fact.Statement.SubjectId > 0 && (about is null || named.Subject == about))
            .Select(named => MemoryVersion.Of(read, named.Fact)).OfType<MemoryVersion>().Select(MemoryShape.Of)
            .Where(memory => Fits(memory, type, tags)).ToArray());
        return RestReply.Of(new MemoryListShape(memories, found.Next is { } next ? call.NextCursor(next) : null), MemoryShapeJson.Default.MemoryListShape);
    }

    private static async ValueTask<RestReply> SearchAsync(RestCall call)
    {
        var (query, type, tags, limit) = (call.Value(Query), call.Value(Type), call.Value(Tags), call.Value(Limit));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var answer = call.Memory.Recall.Ask(workspace.Value.Id, new RecallRequest(query!) { Limit = RecallRequest.LimitMax, Filter = RecallFilter.None with { Tags = tags } });
        if (!answer.IsSuccess) { return answer.Problem; }
        var memories = call.Memory.Store.Read(workspace.Value.Id, read => answer.Value.Items
            .Select(item => (Memory: item.Fact is { } named ? MemoryVersion.Of(read, named.Fact) : null, item.Score))
            .Where(item => item.Memory is not null).Select(item => MemoryShape.Of(item.Memory!) with { Score = Math.Round(item.Score, 4) })
            .Where(memory => Fits(memory, type, tags)).Take(limit).ToArray());
        return RestReply.Of(new MemoryListShape(memories, NextCursor: null), MemoryShapeJson.Default.MemoryListShape);
    }

    private static bool Fits(MemoryShape memory, string? type, ImmutableArray<string> tags) =>
        (type is null || MemoryKinds.Matches(memory.Type, type)) && tags.All(memory.Tags.Contains);

    private static async ValueTask<RestReply> CreateAsync(RestCall call)
    {
        var body = await call.BodyAsync(MemoryBodyJson.Default.NewMemoryBody);
        if (!body.IsSuccess) { return body.Problem; }
        var written = await call.WriteAsync(new Shown(body.Value.ToCommand()), MemoryShape.Of, MemoryShapeJson.Default.MemoryShape);
        return written.IsSuccess
            ? RestReply.Of(written.Value, MemoryShapeJson.Default.MemoryShape, 201, location: $"{RestEndpoints.Root}/memories/{written.Value.Id}")
            : written.Problem;
    }

    private static async ValueTask<RestReply> GetAsync(RestCall call)
    {
        var id = call.Value(Id);
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        if (call.Memory.Store.Read(workspace.Value.Id, read => MemoryVersion.Find(read, id)) is not { } memory) { return MemoryVersion.Unknown(id); }
        return memory.Gone() is { } gone ? gone : RestReply.Of(MemoryShape.Of(memory), MemoryShapeJson.Default.MemoryShape, tag: memory.Tag);
    }

    private static async ValueTask<RestReply> ReplaceAsync(RestCall call)
    {
        var body = await call.BodyAsync(MemoryBodyJson.Default.MemoryBody);
        return body.IsSuccess ? await ReviseAsync(call, body.Value.ToChange(), memory => memory.Gone()) : body.Problem;
    }

    private static async ValueTask<RestReply> ChangeAsync(RestCall call)
    {
        var body = await call.BodyAsync(MemoryBodyJson.Default.MemoryPatchBody);
        return body.IsSuccess ? await ReviseAsync(call, body.Value.ToChange(), memory => memory.Gone()) : body.Problem;
    }

    private static ValueTask<RestReply> RestoreAsync(RestCall call)
    {
        var now = call.NowMs;
        return ReviseAsync(call, MemoryChange.None, memory =>
            memory.Last.IsLive ? GraphProblems.Invalid("id", "was not deleted", "there is nothing to restore")
            : memory.IsRestorableAt(now) ? null
            : RestProblems.Deleted.With($"The memory {memory.Id} was deleted more than 30 days ago, or together with what it is about."));
    }

    private static async ValueTask<RestReply> ReviseAsync(RestCall call, MemoryChange change, Func<MemoryVersion, Problem?> isWanted)
    {
        var id = call.Value(Id);
        if (call.Problem is { } problem) { return problem; }
        var command = new IfMatches<MemoryVersion>(
            new Shown(new ReviseMemory(id, change, isWanted)), call.Given(CallParameters.IfMatch), read => MemoryVersion.Find(read, id)?.Tag);
        var written = await call.WriteAsync(command, MemoryShape.Of, MemoryShapeJson.Default.MemoryShape);
        return written.IsSuccess ? RestReply.Of(written.Value, MemoryShapeJson.Default.MemoryShape) : written.Problem;
    }

    private static async ValueTask<RestReply> DeleteAsync(RestCall call)
    {
        var id = call.Value(Id);
        if (call.Problem is { } problem) { return problem; }
        var command = new IfMatches<ImmutableArray<long>>(new DeleteMemory(id), call.Given(CallParameters.IfMatch), read => MemoryVersion.Find(read, id)?.Tag);
        var written = await call.WriteAsync(command, ids => new Cli.ClosedShape([.. ids]), GraphShapeJson.Default.ClosedShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.ClosedShape) : written.Problem;
    }

    /// <summary>Closes the version that stands; the thing it is about stays, so that it can come back.</summary>
    private sealed record DeleteMemory(string Id) : IGraphCommand<ImmutableArray<long>>
    {
        public Problem? Check(GraphLimits limits) => null;

        public WriteIntent Intent => new(WriteKind.Delete, [new MemoryItem { Entity = Id }]);

        public Result<ImmutableArray<long>> Apply(IWorkspaceWrite write)
        {
            if (MemoryVersion.Find(write, Id) is not { } memory) { return MemoryVersion.Unknown(Id); }
            return memory.Gone() is { } gone ? gone : new Forget([memory.Last.Id], []).Apply(write);
        }
    }

    /// <summary>A command that records one observation, with the memory that it makes as its result.</summary>
    private sealed record Shown(IGraphCommand<ImmutableArray<Recorded>> Command) : IGraphCommand<MemoryVersion>
    {
        public Problem? Check(GraphLimits limits) => Command.Check(limits);

        public WriteIntent? Intent => Command.Intent;

        public IGraphCommand<MemoryVersion> Amended(ImmutableArray<MemoryItem> items) => this with { Command = Command.Amended(items) };

        public void Prepare() => Command.Prepare();

        public Result<MemoryVersion> Apply(IWorkspaceWrite write) =>
            Command.Apply(write).Map(recorded => MemoryVersion.Of(write, write.Fact(recorded[0].FactId)!)!);
    }
}
