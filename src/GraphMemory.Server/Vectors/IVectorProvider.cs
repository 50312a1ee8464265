using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.AI;

namespace GraphMemory.Server.Vectors;

/// <summary>A kind of embedding provider, as <c>vectors.provider</c> names it.</summary>
internal interface IVectorProvider : INamed
{
    /// <summary>The model that a configuration asks for.</summary>
    VectorModel ModelOf(VectorsOptions options);

    /// <summary>A generator for a model: for the configured one, or for an earlier one of this provider.</summary>
    /// <param name="options">In force at each moment.</param>
    Result<IEmbeddingGenerator<string, Embedding<float>>> Open(VectorModel model, Func<VectorsOptions> options);
}
