using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace GraphMemory.Server.Vectors;

/// <summary>Runs a sentence model of the BERT family: token ids in, one vector per text out, the mean over its tokens where the model gives one per token.</summary>
internal sealed class OnnxEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    private const string IdsName = "input_ids";
    private const string MaskName = "attention_mask";
    private const string TypesName = "token_type_ids";
    private static readonly string[] OutputsPreferred = ["sentence_embedding", "last_hidden_state", "token_embeddings"];

    private readonly InferenceSession _session;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly int _tokensMax;
    private readonly string[] _inputs;
    private readonly string _output;
    private readonly RunOptions _run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL }; // what fails is told as a problem

    private OnnxEmbeddings(InferenceSession session, WordPieceTokenizer tokenizer, int tokensMax, string[] inputs, string output) =>
        (_session, _tokenizer, _tokensMax, _inputs, _output) = (session, tokenizer, tokensMax, inputs, output);

    public static Result<OnnxEmbeddings> Open(string path, WordPieceTokenizer tokenizer, int tokensMax)
    {
        try
        {
            // Half of the cores: the other half answers meanwhile.
            using var settings = new SessionOptions { IntraOpNumThreads = Math.Max(1, Environment.ProcessorCount / 2), LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            var session = new InferenceSession(path, settings);
            string[] inputs = [.. session.InputMetadata.Keys.Order(StringComparer.Ordinal)];
            var output = OutputsPreferred.FirstOrDefault(session.OutputMetadata.ContainsKey) ?? session.OutputNames[0];
            if (inputs.Contains(IdsName) && inputs.All(name => name is IdsName or MaskName or TypesName)) { return new OnnxEmbeddings(session, tokenizer, tokensMax, inputs, output); }
            session.Dispose();
            return OnnxProvider.Unusable(VectorsKeys.ModelPath, $"The model takes {string.Join(", ", inputs)}", $"Use a sentence model that takes {IdsName}, {MaskName} and {TypesName}.");
        }
        catch (OnnxRuntimeException fault)
        {
            return OnnxProvider.Unusable(VectorsKeys.ModelPath, $"{path} cannot be loaded ({fault.Message.ReplaceLineEndings(" ")})", "Use a whole ONNX file of a sentence model.");
        }
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tokens = values.Select(text => _tokenizer.Encode(text, _tokensMax)).ToList();
        try
        {
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(Run(tokens).Select(vector => new Embedding<float>(vector))));
        }
        catch (OnnxRuntimeException fault)
        {
            throw new EmbeddingFaultException(VectorProblems.Refused.With($"The model failed: {fault.Message.ReplaceLineEndings(" ")}"), fault);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private float[][] Run(List<int[]> tokens)
    {
        var (rows, width) = (tokens.Count, tokens.Max(ids => ids.Length));
        var (ids, mask) = (new long[rows * width], new long[rows * width]);
        for (var row = 0; row < rows; row++)
        {
            for (var at = 0; at < tokens[row].Length; at++) { (ids[(row * width) + at], mask[(row * width) + at]) = (tokens[row][at], 1); }
        }

        long[] shape = [rows, width];
        var inputs = _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(name == IdsName ? ids : name == MaskName ? mask : new long[rows * width], shape)).ToList();
        try
        {
            using var outputs = _session.Run(_run, _inputs, inputs, [_output]);
            var kind = outputs[0].GetTensorTypeAndShape();
            return Rows(outputs[0].GetTensorDataAsSpan<float>(), kind.Shape, tokens);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    /// <summary>One vector per text as it is, or the mean of those of its tokens.</summary>
    private float[][] Rows(ReadOnlySpan<float> values, long[] shape, List<int[]> tokens)
    {
        if (shape is not [var count, ..] || count != tokens.Count || shape.Length is not (2 or 3))
        {
            throw new EmbeddingFaultException(VectorProblems.BadAnswer.With($"The output {_output} of the model has the shape {string.Join(" x ", shape)}."));
        }

        var (dimensions, vectors) = ((int)shape[^1], new float[tokens.Count][]);
        var width = shape.Length == 3 ? (int)shape[1] : 1;
        for (var row = 0; row < vectors.Length; row++)
        {
            var length = shape.Length == 3 ? tokens[row].Length : 1;
            vectors[row] = new float[dimensions];
            for (var at = 0; at < length; at++)
            {
                var token = values.Slice(((row * width) + at) * dimensions, dimensions);
                for (var i = 0; i < dimensions; i++) { vectors[row][i] += token[i] / length; }
            }
        }

        return vectors;
    }
}
