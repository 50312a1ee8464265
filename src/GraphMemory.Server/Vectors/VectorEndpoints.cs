using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Vectors;

/// <summary>How far the vectors are.</summary>
internal static class VectorEndpoints
{
    public static IEnumerable<RestEndpoint> All =>
    [
        new("vectorStatus", "GET", "/vectors", "recall", "Show how far the vectors of the workspace are", StatusAsync)
        {
            Answer = RestAnswer.Json(VectorJsonContext.Default.VectorStatusShape, "The model in force, the one that answers, and what is still to be embedded."),
        },
    ];

    private static async ValueTask<RestReply> StatusAsync(RestCall call)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var status = VectorStatusShape.Of(workspace.Value.Name, call.Memory.Vectors.Status(workspace.Value.Id));
        return RestReply.Of(status, VectorJsonContext.Default.VectorStatusShape);
    }
}
