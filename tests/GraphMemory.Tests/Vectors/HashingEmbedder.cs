using System.IO.Hashing;
using System.Text;
using GraphMemory.Engine.Vectors;
using Microsoft.Extensions.AI;

namespace GraphMemory.Tests.Vectors;

/// <summary>A model that needs no file: every word points in a direction of its own, words of one meaning in the same.</summary>
internal sealed class HashingEmbedder(int dimensions = 64) : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly string[][] Meanings = [["car", "automobile", "vehicle"], ["red", "crimson", "scarlet"], ["doctor", "physician"]];

    public int Dimensions { get; set; } = dimensions;

    /// <summary>Every text that was embedded, in order.</summary>
    public List<string> Texts { get; } = [];

    public int Calls { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>Calls that succeed before it goes down.</summary>
    public int? CallsLeft { get; set; }

    /// <summary>Runs inside of a call, before the answer.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;
        if (Before is { } before) { await before(cancellationToken); }
        if (IsDown || CallsLeft is 0) { throw new EmbeddingFaultException(VectorProblems.Unreachable.With("It is down.")); }
        CallsLeft--;
        var texts = values.ToList();
        Texts.AddRange(texts);
        return new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(Vector(text))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    public float[] Vector(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', ':', '.', ',', '(', ')', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            var meaning = Array.Find(Meanings, words => words.Contains(word))?[0] ?? word;
            for (var i = 0UL; i < 6; i++)
            {
                var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{meaning}{i}"));
                vector[hash % (ulong)Dimensions] += (hash >> 40 & 1) == 0 ? 1 : -1;
            }
        }

        return vector;
    }
}
