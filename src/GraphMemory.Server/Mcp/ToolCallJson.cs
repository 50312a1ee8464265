using System.Text.Json.Serialization;

namespace GraphMemory.Server.Mcp;

/// <summary>How a <see cref="ToolCall"/> travels between two processes of the same version.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ToolCall))]
internal sealed partial class ToolCallJson : JsonSerializerContext;
