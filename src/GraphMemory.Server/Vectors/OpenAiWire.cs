using System.Text.Json.Serialization;

namespace GraphMemory.Server.Vectors;

/// <summary>Body of <c>POST /embeddings</c>.</summary>
internal sealed record OpenAiRequest(string Model, IReadOnlyList<string> Input, int? Dimensions, string EncodingFormat = "float");

internal sealed record OpenAiResponse(OpenAiVector[]? Data);

internal sealed record OpenAiVector(int Index, float[]? Embedding);

internal sealed record OpenAiFailure(OpenAiError? Error);

internal sealed record OpenAiError(string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAiRequest))]
[JsonSerializable(typeof(OpenAiResponse))]
[JsonSerializable(typeof(OpenAiFailure))]
internal sealed partial class OpenAiJson : JsonSerializerContext;
