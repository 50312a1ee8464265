using GraphMemory.Engine.Vectors;

namespace GraphMemory.Server.Configuration;

/// <summary>Where vectors of texts come from. By default from nowhere: nothing leaves the machine, and no model is needed.</summary>
internal sealed record VectorsOptions
{
    public const string None = "none";

    private static readonly VectorOptions Default = new();

    public string Provider { get; init; } = None;

    /// <summary>Model file of the provider onnx; its vocabulary lies beside it.</summary>
    public string ModelPath { get; init; } = "";

    /// <summary>Shared library of ONNX Runtime; empty looks beside the program, then where the system looks.</summary>
    public string OnnxLibrary { get; init; } = "";

    /// <summary>Base address of an OpenAI-compatible service, without "/embeddings".</summary>
    public string Url { get; init; } = "";

    public string Model { get; init; } = "";

    public string ApiKey { get; init; } = "";

    /// <summary>0 for the model's own.</summary>
    public int Dimensions { get; init; }

    public int Batch { get; init; } = Default.Batch;

    public int TokensMax { get; init; } = 256;

    public int TimeoutMs { get; init; } = 30_000;

    public int QueryTimeoutMs { get; init; } = 2_000;

    public int ExactMax { get; init; } = Default.ExactMax;

    public int Breadth { get; init; } = Default.Breadth;

    public string QueryPrefix { get; init; } = "";

    public string TextPrefix { get; init; } = "";

    public VectorOptions ToEngine() => new()
    {
        ExactMax = ExactMax,
        Breadth = Breadth,
        Batch = Batch,
        QueryPatience = TimeSpan.FromMilliseconds(QueryTimeoutMs),
        QueryPrefix = QueryPrefix,
        TextPrefix = TextPrefix,
    };
}
