using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Vectors;
using Microsoft.Extensions.AI;

namespace GraphMemory.Tests.Vectors;

public sealed class OnnxEmbeddingsTests : IDisposable
{
    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "car", "noon"];
    private static readonly float[][] Table = [[9, 9], [0, 0], [0, 0], [0, 0], [1, 0], [0, 1], [-1, -1]];
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_text_is_the_mean_over_its_own_tokens_and_padding_counts_for_nothing()
    {
        using var generator = Open(TinyOnnx.Model(Table)).Value;
        var vectors = await generator.GenerateAsync(["red car", "noon"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0.25f, 0.25f], vectors[0].Vector.ToArray());
        Assert.Equal([-1 / 3f, -1 / 3f], vectors[1].Vector.ToArray());
    }

    [Fact]
    public async Task A_model_that_pools_by_itself_is_taken_at_its_word()
    {
        using var generator = Open(TinyOnnx.Model(Table, isPooled: true, "input_ids")).Value;
        var vectors = await generator.GenerateAsync(["red car"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0.25f, 0.25f], vectors[0].Vector.ToArray());
        Assert.Same(generator, generator.GetService(typeof(OnnxEmbeddings)));
        Assert.Null(generator.GetService(typeof(string)));
    }

    [Fact]
    public async Task A_model_that_fails_on_an_input_is_a_problem()
    {
        using var generator = Open(TinyOnnx.Model(Table[..5])).Value; // the table ends before the vocabulary does
        var fault = await Assert.ThrowsAsync<EmbeddingFaultException>(() => generator.GenerateAsync(["noon"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(VectorProblems.Refused, fault.Problem.Code);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_with_the_fix()
    {
        var problem = Open([1, 2, 3]).Problem!;
        Assert.Equal((VectorProblems.Unusable, "vectors.model_path"), (problem.Code, problem.Fields[0].Field));
    }

    [Fact]
    public void A_model_of_another_kind_is_refused_with_what_it_takes() =>
        Assert.Contains("The model takes pixels", Open(TinyOnnx.Model(Table, false, "pixels")).Problem!.Detail, StringComparison.Ordinal);

    [Fact]
    public void A_model_that_is_not_there_is_refused()
    {
        var provider = new OnnxProvider();
        var options = new VectorsOptions { Provider = "onnx", ModelPath = Path.Combine(_folder.Path, "missing.onnx") };
        var model = provider.ModelOf(options);
        File.WriteAllBytes(options.ModelPath, TinyOnnx.Model(Table));
        Assert.Contains("is not there or has changed", provider.Open(model, () => options).Problem!.Detail, StringComparison.Ordinal);
        Assert.NotEqual(model, provider.ModelOf(options));
    }

    [Fact]
    public void A_library_that_is_not_there_is_refused_with_the_fix()
    {
        var problem = OnnxLibrary.Load(Path.Combine(_folder.Path, "missing.so"))!;
        Assert.Equal("vectors.onnx_library", problem.Fields[0].Field);
    }

    [Fact]
    public void A_model_without_its_vocabulary_is_refused()
    {
        var options = Options(TinyOnnx.Model(Table));
        File.Delete(Path.Combine(_folder.Path, OnnxProvider.VocabularyFile));
        var provider = new OnnxProvider();
        Assert.Contains("vocab.txt", provider.Open(provider.ModelOf(options), () => options).Problem!.Fields[0].Fix, StringComparison.Ordinal);
        _folder.File(OnnxProvider.VocabularyFile, "[UNK]\nword\n");
        Assert.Contains("has no [CLS]", provider.Open(provider.ModelOf(options), () => options).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Providers_are_known_by_name_and_none_is_no_provider()
    {
        var options = new VectorsOptions();
        var source = VectorProviders.Source(() => options, TimeProvider.System);
        Assert.Null(source.Wanted());
        options = Options(TinyOnnx.Model(Table));
        Assert.Equal("onnx", source.Wanted()!.Model.Provider);
        Assert.True(source.Open(source.Wanted()!.Model).IsSuccess);
        Assert.Equal(VectorProblems.Off, source.Open(new VectorModel("magic", "m", 0, "")).Problem!.Code);
    }

    private VectorsOptions Options(byte[] model)
    {
        _folder.File(OnnxProvider.VocabularyFile, string.Join('\n', Vocabulary));
        var path = Path.Combine(_folder.Path, "model.onnx");
        File.WriteAllBytes(path, model);
        return new VectorsOptions { Provider = "onnx", ModelPath = path };
    }

    private Result<IEmbeddingGenerator<string, Embedding<float>>> Open(byte[] model)
    {
        var (provider, options) = (new OnnxProvider(), Options(model));
        return provider.Open(provider.ModelOf(options), () => options);
    }
}
