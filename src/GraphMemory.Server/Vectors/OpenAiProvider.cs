using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.AI;

namespace GraphMemory.Server.Vectors;

/// <summary>Any service with the embeddings endpoint of OpenAI: the original, a gateway, or a server on this machine.</summary>
internal sealed class OpenAiProvider(TimeProvider time) : IVectorProvider
{
    public string Name => "openai";

    public VectorModel ModelOf(VectorsOptions options) => new(Name, options.Model, options.Dimensions, options.TextPrefix);

    public Result<IEmbeddingGenerator<string, Embedding<float>>> Open(VectorModel model, Func<VectorsOptions> options) =>
        options().Url.Length > 0
            ? new OpenAiEmbeddings(model, options, time)
            : VectorProblems.Unusable.With($"{model} has no address any more.", new FieldProblem(VectorsKeys.Url, "is not set", "Set it, or wait until the vectors of the new model are complete."));
}
