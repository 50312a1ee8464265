using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Workspaces;

internal sealed record NewWorkspaceBody
{
    public required string Name { get; set; }
}

/// <summary>What to change; what is left out stays.</summary>
internal sealed record WorkspaceBody
{
    public string? Name { get; set; }
    /// <summary>0 lifts a quota.</summary>
    public long? EntitiesMax { get; set; }
    public long? FactsMax { get; set; }
    public long? TextBytesMax { get; set; }

    public bool HasQuota => EntitiesMax is not null || FactsMax is not null || TextBytesMax is not null;

    public bool IsNegative => EntitiesMax < 0 || FactsMax < 0 || TextBytesMax < 0;

    public Quotas Change(Quotas quotas) =>
        new(Bound(EntitiesMax, quotas.EntitiesMax), Bound(FactsMax, quotas.FactsMax), Bound(TextBytesMax, quotas.TextBytesMax));

    private static long? Bound(long? given, long? before) => given is null ? before : given == 0 ? null : given;
}

internal sealed record MergeBody
{
    /// <summary>Workspace to carry it into; made when it does not exist.</summary>
    public required string Into { get; set; }
    public bool DryRun { get; set; }
    public bool DeleteSource { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewWorkspaceBody))]
[JsonSerializable(typeof(WorkspaceBody))]
[JsonSerializable(typeof(MergeBody))]
internal sealed partial class WorkspaceBodyJson : JsonSerializerContext;

/// <summary>Workspaces as a whole.</summary>
internal static class WorkspaceEndpoints
{
    private const string Tag = "workspaces";

    private static readonly RestParameter<string> Name = RestParameter.Segment("name", "Exact name of the workspace");
    private static readonly RestParameter<bool> DryRun = RestParameter.Flag("dryRun", "Tell what would be erased, change nothing");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listWorkspaces", "GET", "/workspaces", Tag, "List the workspaces with what they hold and may hold", ListAsync)
        {
            UsesWorkspace = false, Answer = RestAnswer.Json(WorkspaceJsonContext.Default.WorkspaceListShape, "The workspaces by name."),
        },
        new("createWorkspace", "POST", "/workspaces", Tag, "Make an empty workspace", CreateAsync)
        {
            UsesWorkspace = false, Body = RestBody.Json(WorkspaceBodyJson.Default.NewWorkspaceBody, "Its name."),
            Answer = RestAnswer.Json(WorkspaceJsonContext.Default.WorkspaceShape, "The workspace.", 201), Problems = [StoreProblems.WorkspaceExists, StoreProblems.BadWorkspaceName, .. Writing],
        },
        new("getWorkspace", "GET", "/workspaces/{name}", Tag, "Show what a workspace holds and may hold", GetAsync)
        {
            UsesWorkspace = false, Parameters = [Name], Answer = RestAnswer.Json(WorkspaceJsonContext.Default.WorkspaceShape, "The workspace."), Problems = [GraphProblems.WorkspaceNotFound],
        },
        new("changeWorkspace", "PATCH", "/workspaces/{name}", Tag, "Rename a workspace, or set what it may hold", ChangeAsync)
        {
            UsesWorkspace = false, Parameters = [Name], Body = RestBody.Json(WorkspaceBodyJson.Default.WorkspaceBody, "What to change."),
            Answer = RestAnswer.Json(WorkspaceJsonContext.Default.WorkspaceShape, "The workspace."),
            Problems = [GraphProblems.WorkspaceNotFound, StoreProblems.WorkspaceExists, StoreProblems.BadWorkspaceName, .. Writing],
        },
        new("deleteWorkspace", "DELETE", "/workspaces/{name}", Tag, "Erase a workspace for good, history included", DeleteAsync)
        {
            UsesWorkspace = false, Parameters = [Name, DryRun], Answer = RestAnswer.Json(WorkspaceJsonContext.Default.DeletedWorkspaceShape, "What was erased."),
            Problems = [GraphProblems.WorkspaceNotFound, .. Writing],
        },
        new("mergeWorkspace", "POST", "/workspaces/{name}/merge", Tag, "Carry a workspace over into another, history included; doing it twice changes nothing", MergeAsync)
        {
            UsesWorkspace = false, IsStream = true, Parameters = [Name], Body = RestBody.Json(WorkspaceBodyJson.Default.MergeBody, "Where to."),
            Answer = RestAnswer.Json(WorkspaceJsonContext.Default.MergeShape, "What was carried over."),
            Problems = [GraphProblems.WorkspaceNotFound, GraphProblems.QuotaExceeded, WorkspaceProblems.SameWorkspace, WorkspaceProblems.KeepsGrowing, .. Writing],
        },
    ];

    private static ImmutableArray<ProblemCode> Writing { get; } =
        [RestProblems.BadBody, RestProblems.BadParameter, Http.HttpProblems.BodyTooLarge, Http.HttpProblems.WrongMediaType, StoreProblems.Busy, StoreProblems.ReadOnly];

    private static ValueTask<RestReply> ListAsync(RestCall call) =>
        new(RestReply.Of(new WorkspaceListShape(WorkspaceShape.All(call.Memory)), WorkspaceJsonContext.Default.WorkspaceListShape));

    private static async ValueTask<RestReply> CreateAsync(RestCall call)
    {
        var body = await call.BodyAsync(WorkspaceBodyJson.Default.NewWorkspaceBody);
        if (!body.IsSuccess) { return body.Problem; }
        var made = await Actions(call).CreateAsync(body.Value.Name, call.Aborted);
        return made.IsSuccess
            ? RestReply.Of(made.Value, WorkspaceJsonContext.Default.WorkspaceShape, 201, location: $"{RestEndpoints.Root}/workspaces/{Uri.EscapeDataString(made.Value.Name)}")
            : made.Problem;
    }

    private static ValueTask<RestReply> GetAsync(RestCall call)
    {
        var found = Actions(call).Find(call.Value(Name));
        return new(found.IsSuccess ? RestReply.Of(WorkspaceShape.Of(call.Memory, found.Value), WorkspaceJsonContext.Default.WorkspaceShape) : found.Problem);
    }

    private static async ValueTask<RestReply> ChangeAsync(RestCall call)
    {
        var body = await call.BodyAsync(WorkspaceBodyJson.Default.WorkspaceBody);
        if (!body.IsSuccess) { return body.Problem; }
        if (body.Value.IsNegative) { return RestProblems.Body("entitiesMax, factsMax, textBytesMax", "is below 0", "give a whole number; 0 lifts the quota"); }
        var name = call.Value(Name);
        if (body.Value.Name is { } newName)
        {
            var renamed = await Actions(call).RenameAsync(name, newName, call.Aborted);
            if (!renamed.IsSuccess) { return renamed.Problem; }
            name = newName;
        }

        var changed = body.Value.HasQuota
            ? await Actions(call).BoundAsync(name, body.Value.Change, call.Aborted)
            : Actions(call).Find(name).Map(workspace => WorkspaceShape.Of(call.Memory, workspace));
        return changed.IsSuccess ? RestReply.Of(changed.Value, WorkspaceJsonContext.Default.WorkspaceShape) : changed.Problem;
    }

    private static async ValueTask<RestReply> DeleteAsync(RestCall call)
    {
        var (name, isDryRun) = (call.Value(Name), call.Value(DryRun));
        if (call.Problem is { } problem) { return problem; }
        var deleted = await Actions(call).DeleteAsync(name, isDryRun, call.Aborted);
        return deleted.IsSuccess ? RestReply.Of(deleted.Value, WorkspaceJsonContext.Default.DeletedWorkspaceShape) : deleted.Problem;
    }

    private static async ValueTask<RestReply> MergeAsync(RestCall call)
    {
        var body = await call.BodyAsync(WorkspaceBodyJson.Default.MergeBody);
        if (!body.IsSuccess) { return body.Problem; }
        var order = new MergeOrder(call.Value(Name), body.Value.Into, body.Value.DryRun, body.Value.DeleteSource);
        var merged = await Actions(call).MergeAsync(order, progress: null, call.Aborted);
        call.Host.Watch.Nudge();
        return merged.IsSuccess ? RestReply.Of(merged.Value, WorkspaceJsonContext.Default.MergeShape) : merged.Problem;
    }

    private static WorkspaceActions Actions(RestCall call) => new(call.Memory);
}
