using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Vectors;
using GraphMemory.Tests.Retrieval;
using Microsoft.Extensions.AI;

namespace GraphMemory.Tests.Vectors;

/// <summary>A memory whose texts get vectors from models that the test holds in its hand.</summary>
internal sealed class VectorFixture : IDisposable
{
    public VectorFixture()
    {
        Wanted = new VectorSetup(First, new VectorOptions { ThreadsMax = 2 });
        Models[First] = Embedder;
        (Vectors, Recall) = NewProcess();
    }

    public static VectorModel First { get; } = new("test", "first", 0, "");

    public static VectorModel Second { get; } = new("test", "second", 0, "");

    public TestMemory Memory { get; } = new();

    public HashingEmbedder Embedder { get; } = new();

    public Dictionary<VectorModel, HashingEmbedder> Models { get; } = [];

    public VectorSetup? Wanted { get; set; }

    public VectorMemory Vectors { get; }

    public Recall Recall { get; }

    public string Folder => VectorFiles.Of(Path.Combine(Memory.IndexFolder, $"{Memory.WorkspaceId}"), First).Folder;

    public VectorStatus Status => Vectors.Status(Memory.WorkspaceId);

    /// <summary>As another process on the same folder would have it.</summary>
    public (VectorMemory Vectors, Recall Recall) NewProcess()
    {
        var vectors = new VectorMemory(Memory.Store, Memory.Clock, Memory.IndexFolder, new VectorSource(() => Wanted, Open));
        return (vectors, new Recall(Memory.Store, Memory.Clock, Memory.IndexFolder, Memory.Options, vectors));
    }

    public Result<bool> Step() => Step(Vectors);

    public Result<bool> Step(VectorMemory vectors) => vectors.StepAsync(Memory.WorkspaceId, default).GetAwaiter().GetResult();

    /// <summary>Embeds everything there is.</summary>
    public void Follow()
    {
        for (var isMore = true; isMore;)
        {
            var step = Step();
            Assert.True(step.IsSuccess, step.Problem?.ToString());
            isMore = step.Value;
        }
    }

    public RecallResult Ask(string query, Func<RecallRequest, RecallRequest>? change = null) => Ask(Recall, query, change);

    public RecallResult Ask(Recall recall, string query, Func<RecallRequest, RecallRequest>? change = null)
    {
        var request = new RecallRequest(query);
        var result = recall.Ask(Memory.WorkspaceId, change is null ? request : change(request));
        Assert.True(result.IsSuccess, result.Problem?.ToString());
        return result.Value;
    }

    public string[] Texts(string query, Func<RecallRequest, RecallRequest>? change = null) =>
        [.. Ask(query, change).Items.Select(item => item.Fact?.Fact.Statement.Text ?? item.Entity)];

    public void Dispose() => Memory.Dispose();

    private Result<IEmbeddingGenerator<string, Embedding<float>>> Open(VectorModel model) =>
        Models.TryGetValue(model, out var embedder) ? embedder : VectorProblems.Unusable.With($"{model} is gone.");
}
