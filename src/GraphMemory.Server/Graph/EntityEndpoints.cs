using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Entities: the things that facts are about.</summary>
internal static class EntityEndpoints
{
    private const string Tag = "entities";

    private static readonly RestParameter<string> Name = RestParameter.Segment("name", "Exact name of the entity");
    private static readonly RestParameter<string?> Type = RestParameter.Text("type", "Only entities of this type");
    private static readonly RestParameter<string?> Prefix = RestParameter.Text("prefix", "Only entities whose name begins like this");
    private static readonly RestParameter<long?> ValidAt = RestParameter.Instant("validAt", "What held then; now when left out");
    private static readonly RestParameter<long?> KnownAt = RestParameter.Instant("knownAt", "What the memory knew then; all it knows when left out");
    private static readonly RestParameter<int> Versions = RestParameter.Count("limit", "The newest versions to show", 100, 1, GraphQueries.PageMax);

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listEntities", "GET", "/entities", Tag, "List the entities in the order they came into being", ListAsync)
        {
            Parameters = [Type, Prefix, PageParameters.Limit, PageParameters.Cursor], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.EntityListShape, "A page of entities."), Problems = [RestProblems.BadParameter],
        },
        new("createEntities", "POST", "/entities", Tag, "Declare entities with their first observations; a name that exists is left as it is", CreateAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.EntitiesBody, "The entities to declare."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.EntitiesWrittenShape, "What became of each entity.", 201), Problems = Writing,
        },
        new("getEntity", "GET", "/entities/{name}", Tag, "Show an entity with all that stands about it, now or at a point in both times", GetAsync)
        {
            Parameters = [Name, ValidAt, KnownAt], Freshness = RestFreshness.Resource,
            Answer = RestAnswer.Json(GraphShapeJson.Default.EntityDetailShape, "The entity and its facts."), Problems = [GraphProblems.EntityNotFound, RestProblems.BadParameter],
        },
        new("deleteEntity", "DELETE", "/entities/{name}", Tag, "Close an entity with every fact of it and about it; the history stays", DeleteAsync)
        {
            Parameters = [Name, CallParameters.IfMatch], IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ClosedShape, "The facts that were closed."), Problems = [GraphProblems.EntityNotFound, RestProblems.Stale, .. Writing],
        },
        new("getTimeline", "GET", "/entities/{name}/timeline", Tag, "Show every version of every fact of an entity, oldest first", TimelineAsync)
        {
            Parameters = [Name, Versions], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.FactListShape, "The versions."), Problems = [GraphProblems.EntityNotFound, RestProblems.BadParameter],
        },
    ];

    /// <summary>What any write can meet.</summary>
    public static ImmutableArray<ProblemCode> Writing { get; } =
        [GraphProblems.InvalidField, GraphProblems.TooLarge, GraphProblems.KeyReused, RestProblems.BadBody, RestProblems.BadParameter, Http.HttpProblems.BodyTooLarge, Http.HttpProblems.WrongMediaType, StoreProblems.Busy, StoreProblems.ReadOnly];

    private static async ValueTask<RestReply> ListAsync(RestCall call)
    {
        var (filter, page) = (new EntityFilter(call.Value(Type), call.Value(Prefix)), call.Page());
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Pages.Entities(workspace.Value.Id, filter, page.After, page.Limit, RestLimits.ScannedRowsMax);
        long? total = filter == new EntityFilter() ? call.Memory.Store.Read(workspace.Value.Id, read => read.Counts().Entities) : null;
        return RestReply.Of(
            new EntityListShape([.. found.Items.Select(EntityItemShape.Of)], found.Next is { } next ? call.NextCursor(next) : null, total),
            GraphShapeJson.Default.EntityListShape);
    }

    private static async ValueTask<RestReply> CreateAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.EntitiesBody);
        if (!body.IsSuccess) { return body.Problem; }
        var written = await call.WriteAsync(body.Value.ToCommand(), created => Written(body.Value, created), GraphShapeJson.Default.EntitiesWrittenShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.EntitiesWrittenShape, 201) : written.Problem;
    }

    private static EntitiesWrittenShape Written(EntitiesBody body, ImmutableArray<NewEntity> created)
    {
        var names = created.Select(entity => entity.Name).ToHashSet(StringComparer.Ordinal);
        return new([.. body.Entities.Select(entity => new EntityWrittenShape(entity.Name, names.Contains(entity.Name)))]);
    }

    private static async ValueTask<RestReply> GetAsync(RestCall call)
    {
        var (name, validAt, knownAt) = (call.Value(Name), call.Value(ValidAt), call.Value(KnownAt));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        if (validAt is null && knownAt is null)
        {
            var state = call.Memory.Pages.Entity(workspace.Value.Id, name);
            return state.IsSuccess ? Shown(state.Value) : state.Problem;
        }

        return Then(call, workspace.Value.Id, name, validAt, knownAt);
    }

    private static RestReply Shown(EntityState state) => RestReply.Of(
        EntityDetailShape.Of(state.Entity, state.Facts), GraphShapeJson.Default.EntityDetailShape, tag: TagOf(state.Entity, state.Version));

    private static RestReply Then(RestCall call, long workspace, string name, long? validAt, long? knownAt)
    {
        var queries = call.Memory.Queries;
        var versions = call.Memory.Store.Read(workspace, read => EntityLookup.Versions(read, name));
        if (versions.Count == 0) { return GraphProblems.MissingEntity(name); }
        var asOf = new AsOf(validAt ?? call.NowMs, knownAt is { } at ? queries.SeqAt(workspace, at) : long.MaxValue);
        return RestReply.Of(EntityDetailShape.Of(versions[^1], queries.AsOf(workspace, name, predicate: null, asOf)), GraphShapeJson.Default.EntityDetailShape);
    }

    private static async ValueTask<RestReply> DeleteAsync(RestCall call)
    {
        var name = call.Value(Name);
        if (call.Problem is { } problem) { return problem; }
        var command = new IfMatches<ImmutableArray<long>>(
            new Forget([], [name]), call.Given(CallParameters.IfMatch), write => write.FindEntity(name) is { } entity ? TagOf(write, entity) : null);
        var written = await call.WriteAsync(command, ids => new ClosedShape([.. ids]), GraphShapeJson.Default.ClosedShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.ClosedShape) : written.Problem;
    }

    private static async ValueTask<RestReply> TimelineAsync(RestCall call)
    {
        var (name, limit) = (call.Value(Name), call.Value(Versions));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Queries.Timeline(workspace.Value.Id, name, limit);
        return found.IsSuccess
            ? RestReply.Of(new FactListShape([.. found.Value.Select(FactShape.Of)], NextCursor: null), GraphShapeJson.Default.FactListShape)
            : found.Problem;
    }

    private static string TagOf(IWorkspaceRead read, Entity entity) =>
        TagOf(entity, GraphPages.VersionOf(entity, read.FactsOf(entity.Id).Concat(read.FactsAbout(entity.Id))));

    private static string TagOf(Entity entity, long version) => $"\"e{entity.Id}-{version}\"";
}
