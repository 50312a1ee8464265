using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Vectors;
using Microsoft.Extensions.AI;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// Makes vectors of one model. A provider that failed is left alone for a while, longer each time, so that nothing waits for it again and
/// again.
/// </summary>
internal sealed class Embedder(VectorModel model, IEmbeddingGenerator<string, Embedding<float>> generator, TimeProvider clock)
{
    private const int QuestionsKept = 512;
    private static readonly TimeSpan PauseFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly BoundedCache<string, float[]> _questions = new(new CacheOptions { Capacity = QuestionsKept }, clock, StringComparer.Ordinal);
    private Problem? _problem;
    private TimeSpan _pause = PauseFirst;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;

    /// <summary>Why the last call failed; null when it succeeded.</summary>
    public Problem? Problem
    {
        get { lock (_gate) { return _problem; } }
    }

    /// <summary>The vector of a question, of unit length. Waits no longer than <paramref name="patience"/>.</summary>
    public Result<float[]> Question(string text, TimeSpan patience) =>
        _questions.GetOrLoadAsync(text, async key => (await EmbedAsync([key], patience, CancellationToken.None)).Map(vectors => vectors[0]), CancellationToken.None)
            .GetAwaiter().GetResult(); // a question is answered on the caller's thread, and every other part of the answer is computation

    /// <summary>The vectors of texts, each of unit length, or of zeros when the model gives it no direction.</summary>
    public async Task<Result<float[][]>> EmbedAsync(IReadOnlyList<string> texts, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Pausing() is { } pausing) { return pausing; }
        using var timeout = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var generated = await generator.GenerateAsync(texts, options: null, either.Token).WaitAsync(either.Token);
            return Settle(Checked(generated, texts.Count));
        }
        catch (EmbeddingFaultException fault)
        {
            return Settle(fault.Problem);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Settle(VectorProblems.TooSlow(model, patience));
        }
    }

    private Result<float[][]> Checked(GeneratedEmbeddings<Embedding<float>> generated, int count)
    {
        if (generated.Count != count) { return VectorProblems.BadAnswer.With($"{model} gave {generated.Count} vectors for {count} texts."); }
        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            vectors[i] = generated[i].Vector.ToArray();
            if (vectors[i].Length == 0 || vectors[i].Length != vectors[0].Length) { return VectorProblems.BadAnswer.With($"{model} gave vectors of {vectors[i].Length} and {vectors[0].Length} dimensions."); }
            if (!FloatVector.Normalise(vectors[i])) { Array.Clear(vectors[i]); }
        }

        return vectors;
    }

    private Problem? Pausing()
    {
        lock (_gate) { return clock.GetUtcNow() < _retryAt ? _problem : null; }
    }

    private Result<float[][]> Settle(Result<float[][]> result)
    {
        lock (_gate)
        {
            _problem = result.Problem;
            if (result.IsSuccess)
            {
                (_pause, _retryAt) = (PauseFirst, DateTimeOffset.MinValue);
                return result;
            }

            _retryAt = clock.GetUtcNow() + _pause;
            _pause = _pause * 2 < PauseMax ? _pause * 2 : PauseMax;
            return result;
        }
    }
}
