using System.Globalization;
using System.IO.Hashing;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.AI;

namespace GraphMemory.Server.Vectors;

/// <summary>A sentence model in a file of this machine, run by ONNX Runtime.</summary>
internal sealed class OnnxProvider : IVectorProvider
{
    public const string VocabularyFile = "vocab.txt";

    public string Name => "onnx";

    /// <summary>The path, size and age tell one state of the file from another without reading it.</summary>
    public VectorModel ModelOf(VectorsOptions options) => new(Name, $"{options.ModelPath}#{StampOf(options.ModelPath)}-{options.TokensMax}", 0, options.TextPrefix);

    public Result<IEmbeddingGenerator<string, Embedding<float>>> Open(VectorModel model, Func<VectorsOptions> options)
    {
        var now = options();
        var path = model.Name[..model.Name.LastIndexOf('#')];
        var stamp = model.Name[(path.Length + 1)..].Split('-');
        if (StampOf(path) != stamp[0]) { return Unusable(VectorsKeys.ModelPath, $"{path} is not there or has changed", "Name a model file that exists."); }
        var vocabulary = Path.Combine(Path.GetDirectoryName(path)!, VocabularyFile);
        var tokenizer = WordPieceTokenizer.Read(vocabulary);
        if (!tokenizer.IsSuccess) { return tokenizer.Problem; }
        if (OnnxLibrary.Load(now.OnnxLibrary) is { } problem) { return problem; }
        return OnnxEmbeddings.Open(path, tokenizer.Value, int.Parse(stamp[1], CultureInfo.InvariantCulture)).Map<IEmbeddingGenerator<string, Embedding<float>>>(opened => opened);
    }

    public static Problem Unusable(string field, string error, string fix) => VectorProblems.Unusable.With($"{error}.", new FieldProblem(field, error, fix));

    private static string StampOf(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) { return "none"; }
        ReadOnlySpan<long> told = [file.Length, file.LastWriteTimeUtc.Ticks];
        return XxHash3.HashToUInt64(System.Runtime.InteropServices.MemoryMarshal.AsBytes(told)).ToString("x16", CultureInfo.InvariantCulture);
    }
}
