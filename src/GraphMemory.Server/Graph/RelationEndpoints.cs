using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Relations, their types, and the walks over them.</summary>
internal static class RelationEndpoints
{
    private const string Tag = "relations";

    private static readonly RestParameter<string?> About = RestParameter.Text("about", "Only relations with this entity at an end");
    private static readonly RestParameter<string?> Type = RestParameter.Text("type", "Only relations of this type");
    private static readonly RestParameter<string?> From = RestParameter.Text("from", "Entity at which it begins") with { IsRequired = true };
    private static readonly RestParameter<string?> To = RestParameter.Text("to", "Entity at which it ends") with { IsRequired = true };
    private static readonly RestParameter<string?> TypeOf = RestParameter.Text("type", "Type of the relation") with { IsRequired = true };
    private static readonly RestParameter<string> Name = RestParameter.Segment("name", "Exact name");
    private static readonly RestParameter<System.Collections.Immutable.ImmutableArray<string>> Types = RestParameter.Texts("type", "Only over relations of these types");
    private static readonly RestParameter<string> Way = RestParameter.Choice("direction", "Which way relations are followed", "both", "both", "out", "in");
    private static readonly RestParameter<int> Depth = RestParameter.Count("depth", "Most steps from the start", 1, 1, GraphPaths.DepthMax);
    private static readonly RestParameter<int> Nodes = RestParameter.Count("limit", "Most entities to show", 100, 1, 1_000);
    private static readonly RestParameter<int> Steps = RestParameter.Count("depth", "Most steps of the path", 6, 1, GraphPaths.DepthMax);

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listRelations", "GET", "/relations", Tag, "List the standing relations in the order they were recorded", ListAsync)
        {
            Parameters = [About, Type, PageParameters.Limit, PageParameters.Cursor], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.FactListShape, "A page of relations."), Problems = [RestProblems.BadParameter],
        },
        new("relate", "POST", "/relations", Tag, "Relate entities; an end that does not exist is named", RelateAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.RelationsBody, "The relations."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.RecordedListShape, "What became of each relation.", 201), Problems = [GraphProblems.FactNotFound, .. EntityEndpoints.Writing],
        },
        new("deleteRelation", "DELETE", "/relations", Tag, "Close the relation between two entities; the history stays", DeleteAsync)
        {
            Parameters = [From, To, TypeOf], IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.DeletedShape, "How many were closed; none when there was none."), Problems = EntityEndpoints.Writing,
        },
        new("listPredicates", "GET", "/predicates", Tag, "List the relation types in use", PredicatesAsync)
        {
            Freshness = RestFreshness.Log, Answer = RestAnswer.Json(GraphShapeJson.Default.PredicateListShape, "The relation types."),
        },
        new("declarePredicate", "PUT", "/predicates/{name}", Tag, "Say whether a relation type has one object at a time; facts recorded before are checked", DeclareAsync)
        {
            Parameters = [Name], Body = RestBody.Json(GraphBodyJson.Default.PredicateBody, "What to declare."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.PredicateShape, "The relation type."), Problems = EntityEndpoints.Writing,
        },
        new("getNeighbors", "GET", "/graph/neighbors/{name}", Tag, "Show the entities around one, nearest first", NeighboursAsync)
        {
            Parameters = [Name, Depth, Way, Types, Nodes], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.NeighbourhoodShape, "The entities, the start first."), Problems = [GraphProblems.EntityNotFound, RestProblems.BadParameter],
        },
        new("getPath", "GET", "/graph/path", Tag, "Find a shortest chain of relations between two entities", PathAsync)
        {
            Parameters = [From, To, Steps, Way, Types], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.PathShape, "The path, when there is one within the bounds."), Problems = [GraphProblems.EntityNotFound, RestProblems.BadParameter],
        },
    ];

    private static ValueTask<RestReply> ListAsync(RestCall call)
    {
        var (filter, page) = (new FactFilter(call.Value(About), FactKind.Relation, call.Value(Type)), call.Page());
        return call.Problem is { } problem ? new(problem) : FactEndpoints.ListAsync(call, filter, page);
    }

    private static async ValueTask<RestReply> RelateAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.RelationsBody);
        return body.IsSuccess ? await FactEndpoints.RecordAsync(call, body.Value.ToCommand()) : body.Problem;
    }

    private static async ValueTask<RestReply> DeleteAsync(RestCall call)
    {
        var relation = new RelationKey(call.Value(From) ?? "", call.Value(To) ?? "", call.Value(TypeOf) ?? "");
        if (call.Problem is { } problem) { return problem; }
        var written = await call.WriteAsync(new DeleteRelations([relation]), count => new DeletedShape(count), GraphShapeJson.Default.DeletedShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.DeletedShape) : written.Problem;
    }

    private static async ValueTask<RestReply> PredicatesAsync(RestCall call)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var known = call.Memory.Store.Read(workspace.Value.Id, read => read.Predicates());
        return RestReply.Of(
            new PredicateListShape([.. known.Where(predicate => predicate.Name != FactDraft.ObservationPredicate).Select(predicate => new PredicateShape(predicate.Name, predicate.IsFunctional))]),
            GraphShapeJson.Default.PredicateListShape);
    }

    private static async ValueTask<RestReply> DeclareAsync(RestCall call)
    {
        var (name, body) = (call.Value(Name), await call.BodyAsync(GraphBodyJson.Default.PredicateBody));
        if ((call.Problem ?? body.Problem) is { } problem) { return problem; }
        var written = await call.WriteAsync(
            new DeclarePredicate(name, body.Value.Functional), declared => new PredicateShape(declared.Name, declared.IsFunctional), GraphShapeJson.Default.PredicateShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.PredicateShape) : written.Problem;
    }

    private static async ValueTask<RestReply> NeighboursAsync(RestCall call)
    {
        var (name, request) = (call.Value(Name), new WalkRequest(call.Value(Types), DirectionOf(call), call.Value(Depth), call.Value(Nodes)));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Paths.Neighbours(workspace.Value.Id, name, request);
        if (!found.IsSuccess) { return found.Problem; }
        var nodes = found.Value.Nodes.Select(node => new NeighbourShape(EntityItemShape.Of(node.Entity), node.Depth, node.Via is null ? null : FactShape.Of(node.Via)));
        return RestReply.Of(new NeighbourhoodShape([.. nodes], found.Value.IsCut), GraphShapeJson.Default.NeighbourhoodShape);
    }

    private static async ValueTask<RestReply> PathAsync(RestCall call)
    {
        var (from, to) = (call.Value(From) ?? "", call.Value(To) ?? "");
        var request = new WalkRequest(call.Value(Types), DirectionOf(call), call.Value(Steps), GraphPaths.NodesMax);
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Paths.Path(workspace.Value.Id, from, to, request);
        return found.IsSuccess
            ? RestReply.Of(new PathShape(found.Value.IsFound, [.. found.Value.Steps.Select(FactShape.Of)], found.Value.IsCut), GraphShapeJson.Default.PathShape)
            : found.Problem;
    }

    private static Direction DirectionOf(RestCall call) => call.Value(Way) switch { "out" => Direction.Out, "in" => Direction.In, _ => Direction.Both };
}
