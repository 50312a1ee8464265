using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Http;

/// <summary>A problem on the wire (RFC 9457): the standard members, then our stable code, the fields and the request's id.</summary>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, ImmutableArray<FieldProblem> Fields, string? RequestId)
{
    /// <summary>Types are URNs: stable, and they promise no web site.</summary>
    public const string TypePrefix = "urn:graphmemory:problem:";

    public static ProblemBody Of(Problem problem, string? requestId) => new(
        TypePrefix + problem.Code.Name, problem.Code.Title, ProblemStatus.Of(problem.Code.Kind), problem.Detail,
        problem.Code.Name, problem.Fields, requestId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJsonContext : JsonSerializerContext;
