using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Vectors;

/// <summary>Every provider. To add one: a class, a line here, its name in <see cref="VectorsKeys"/>.</summary>
internal static class VectorProviders
{
    public static Registry<IVectorProvider> Create(TimeProvider time) => new("vector providers", [new OnnxProvider(), new OpenAiProvider(time)]);

    /// <summary>Vectors as a configuration asks for them, also when it changes.</summary>
    public static VectorSource Source(Func<VectorsOptions> options, TimeProvider time)
    {
        var providers = Create(time);
        return new VectorSource(
            () => options() is var now && providers.TryGet(now.Provider, out var provider) ? new VectorSetup(provider.ModelOf(now), now.ToEngine()) : null,
            model => providers.TryGet(model.Provider, out var provider) ? provider.Open(model, options) : VectorProblems.Off.With($"There is no provider {model.Provider}."));
    }
}
