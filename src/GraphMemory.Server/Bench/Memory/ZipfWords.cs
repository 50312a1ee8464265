namespace GraphMemory.Server.Bench.Memory;

/// <summary>Made-up words that look like words, drawn with the skew of natural language (Zipf, 1949).</summary>
internal sealed class ZipfWords
{
    private const int Count = 30_000;

    private static readonly string[] Onsets = ["b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "st", "t", "tr", "v", "w"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    private static readonly string[] Codas = ["", "", "n", "r", "l", "st", "ck", "nd", "m", "sh", "x"];

    private readonly string[] _words;
    private readonly double[] _cumulative = new double[Count];

    public ZipfWords(Random random)
    {
        var unique = new HashSet<string>(Count, StringComparer.Ordinal);
        while (unique.Count < Count) { unique.Add(Word(random)); }
        _words = [.. unique];
        var sum = 0.0;
        for (var rank = 0; rank < Count; rank++) { _cumulative[rank] = sum += 1.0 / (rank + 2.7); }
        for (var rank = 0; rank < Count; rank++) { _cumulative[rank] /= sum; }
    }

    /// <summary>A word as texts use it: a few very often, most rarely.</summary>
    public string Common(Random random)
    {
        var at = Array.BinarySearch(_cumulative, random.NextDouble());
        return _words[Math.Min(at < 0 ? ~at : at, Count - 1)];
    }

    /// <summary>A word as names use it: any with equal chance.</summary>
    public string Any(Random random) => _words[random.Next(Count)];

    private static string Word(Random random) => string.Concat(
        Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Pick(Onsets, random) + Pick(Vowels, random) + Pick(Codas, random)));

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
