using System.Collections.Immutable;
using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Analysis;

/// <summary>
/// Texts as vectors of their words: tf-idf, length 1, so that a product is a cosine. A word is shown as it is written most often.
/// </summary>
public sealed class TermVectors
{
    private readonly List<Dictionary<int, double>> _vectors = [];
    private readonly List<string> _words = [];

    private TermVectors() { }

    public int Count => _vectors.Count;

    public static TermVectors Of(IReadOnlyList<string> texts)
    {
        var (result, collected) = (new TermVectors(), new Collected());
        foreach (var text in texts) { collected.Add(text); }
        foreach (var counts in collected.Texts) { result._vectors.Add(Weighted(counts, collected.DocumentCounts, texts.Count)); }
        result._words.AddRange(collected.Words());
        return result;
    }

    /// <summary>Cosine of two texts, 0 to 1.</summary>
    public double Similarity(int a, int b) => Product(_vectors[a], _vectors[b]);

    /// <summary>The mean direction of some texts, length 1.</summary>
    public Dictionary<int, double> Centroid(IEnumerable<int> members)
    {
        var sum = new Dictionary<int, double>();
        foreach (var (term, weight) in members.SelectMany(member => _vectors[member])) { sum[term] = sum.GetValueOrDefault(term) + weight; }
        return Normalised(sum);
    }

    public double Similarity(int text, Dictionary<int, double> centroid) => Product(_vectors[text], centroid);

    /// <summary>The words that weigh most in a direction.</summary>
    public ImmutableArray<(string Word, double Weight)> Heaviest(Dictionary<int, double> direction, int count) =>
        [.. direction.OrderByDescending(term => term.Value).ThenBy(term => _words[term.Key], StringComparer.Ordinal).Take(count).Select(term => (_words[term.Key], term.Value))];

    /// <summary>For every word the texts that hold it.</summary>
    public IEnumerable<(string Word, List<int> Texts)> Holders() => _vectors
        .SelectMany((vector, text) => vector.Keys.Select(term => (term, text)))
        .GroupBy(pair => pair.term, pair => pair.text).Select(group => (_words[group.Key], group.ToList()));

    private static double Product(Dictionary<int, double> a, Dictionary<int, double> b)
    {
        var (small, large) = a.Count <= b.Count ? (a, b) : (b, a);
        var sum = 0.0;
        foreach (var (term, weight) in small)
        {
            if (large.TryGetValue(term, out var other)) { sum += weight * other; }
        }

        return Math.Min(1, sum);
    }

    private static Dictionary<int, double> Weighted(Dictionary<int, int> counts, List<int> documentCounts, int documents) => Normalised(counts.ToDictionary(
        term => term.Key, term => (1 + Math.Log(term.Value)) * Bm25.Idf(documentCounts[term.Key], documents)));

    private static Dictionary<int, double> Normalised(Dictionary<int, double> vector)
    {
        var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
        return length > 0 ? vector.ToDictionary(term => term.Key, term => term.Value / length) : vector;
    }

    private sealed class Collected
    {
        private readonly TextAnalyzer _analyzer = new();
        private readonly TokenBuffer _tokens = new();
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
        private readonly List<Dictionary<string, int>> _spellings = [];

        public List<Dictionary<int, int>> Texts { get; } = [];

        public List<int> DocumentCounts { get; } = [];

        public void Add(string text)
        {
            _analyzer.Analyze(text, _tokens);
            var counts = new Dictionary<int, int>();
            for (var i = 0; i < _tokens.Count; i++)
            {
                var token = _tokens[i];
                if (token.Stop || token.Kind is TokenKind.Part or TokenKind.Character || !IsTelling(_tokens.Term(i))) { continue; }
                var id = Id(Encoding.UTF8.GetString(_tokens.Term(i)));
                if (counts.TryAdd(id, 0)) { DocumentCounts[id]++; }
                counts[id]++;
                var spelling = text.Substring(token.SourceStart, token.SourceLength).ToLowerInvariant();
                _spellings[id][spelling] = _spellings[id].GetValueOrDefault(spelling) + 1;
            }

            Texts.Add(counts);
        }

        public IEnumerable<string> Words() => _spellings.Select(spellings =>
            spellings.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key);

        private static bool IsTelling(ReadOnlySpan<byte> term) => term.Length > 1 && term.ContainsAnyExceptInRange((byte)'0', (byte)'9');

        private int Id(string term)
        {
            if (_ids.TryGetValue(term, out var id)) { return id; }
            _ids[term] = id = _spellings.Count;
            _spellings.Add(new Dictionary<string, int>(StringComparer.Ordinal));
            DocumentCounts.Add(0);
            return id;
        }
    }
}
