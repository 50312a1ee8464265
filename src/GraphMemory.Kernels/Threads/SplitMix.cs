namespace GraphMemory.Kernels.Threads;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a small seeded generator whose streams for neighbouring seeds are independent, so each
/// chunk of a parallel loop may have its own.</summary>
public struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The stream of one chunk.</summary>
    public static SplitMix Of(ulong seed, int chunk) => new(Mix(seed + ((ulong)(uint)chunk * 0x9E3779B97F4A7C15)));

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Uniform in 0 to below <paramref name="bound"/> (Lemire, 2019, without the rejection: the bias is below bound / 2^64).</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)(uint)bound, out _);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Fisher and Yates.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
