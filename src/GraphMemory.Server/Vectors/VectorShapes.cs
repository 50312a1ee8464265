using System.Text.Json.Serialization;
using GraphMemory.Engine.Vectors;

namespace GraphMemory.Server.Vectors;

/// <summary>How far the vectors of a workspace are.</summary>
/// <param name="Model">The model in force; left out when there is none.</param>
/// <param name="Serving">The model whose vectors answer now.</param>
/// <param name="Index">exact or hnsw.</param>
/// <param name="PendingEvents">Positions of the log that the model in force has not seen yet.</param>
internal sealed record VectorStatusShape(
    string Workspace, string Provider, string? Model, string? Serving, long Vectors, int Dimensions, string Index, long CoveredSeq, long PendingEvents,
    int Files, long FileBytes, string? Problem)
{
    public static VectorStatusShape Of(string workspace, VectorStatus status) => new(
        workspace, status.Wanted?.Provider ?? "none", status.Wanted?.Name, status.Serving?.ToString(), status.Vectors, status.Dimensions,
        status.HasGraph ? "hnsw" : "exact", status.CoveredSeq, status.PendingEvents, status.Files, status.FileBytes, status.Problem?.ToString());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VectorStatusShape))]
internal sealed partial class VectorJsonContext : JsonSerializerContext;
