using System.Text.Json.Serialization;
using GraphMemory.Server.Eval.Bitemporal;
using GraphMemory.Server.Eval.Cache;
using GraphMemory.Server.Eval.Retrieval;

namespace GraphMemory.Server.Eval;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CacheReport))]
[JsonSerializable(typeof(BitemporalReport))]
[JsonSerializable(typeof(RetrievalReport))]
internal sealed partial class EvalJsonContext : JsonSerializerContext;
