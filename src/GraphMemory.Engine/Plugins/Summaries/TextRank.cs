using System.Collections.Immutable;
using System.IO.Hashing;
using GraphMemory.Kernels.Graph;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Plugins.Summaries;

/// <summary>
/// Ranks sentences by TextRank (Mihalcea and Tarau, 2004): sentences are nodes, the words that two share weigh their edge, and the PageRank
/// of a node says how much of the whole its sentence speaks for. Offline, deterministic, without a model.
/// </summary>
internal static class TextRank
{
    private static readonly PushParameters Walk = PushParameters.Default with { Epsilon = 1e-7 };

    /// <summary>A score for each sentence; higher speaks for more of the text.</summary>
    public static double[] Scores(ImmutableArray<string> sentences)
    {
        var scores = new double[sentences.Length];
        var edges = Similarities(sentences);
        var sections = edges.Build();
        var graph = new CsrGraph(sections.Nodes, sections.Offsets, sections.Targets, sections.Weights);
        var seeds = Enumerable.Range(0, sentences.Length).Select(at => new PushSeed(at, 1.0 / sentences.Length)).ToArray();
        var scratch = new PushScratch();
        ForwardPush.Run(graph, seeds, Walk, scratch);
        for (var at = 0; at < scratch.Count; at++) { scores[scratch[at].Node] = scratch[at].Score; }

        // A walk ends where nothing leads on, and its whole mass stays; a sentence without a kin keeps only what a walk would leave on its way.
        for (var at = 0; at < scores.Length; at++)
        {
            if (sections.Nodes.AsSpan().BinarySearch(at) < 0) { scores[at] *= 1 - Walk.Damping; }
        }

        return scores;
    }

    private static CsrBuilder Similarities(ImmutableArray<string> sentences)
    {
        var words = WordsOf(sentences);
        var edges = new CsrBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            for (var j = i + 1; j < words.Length; j++)
            {
                var similarity = Similarity(words[i], words[j]);
                if (similarity <= 0) { continue; }
                edges.Add(i, j, similarity);
                edges.Add(j, i, similarity);
            }
        }

        return edges;
    }

    /// <summary>Words that both hold, by the logarithms of their lengths, as in the paper; by 1 more, so that a sentence of one word counts.</summary>
    private static float Similarity(ulong[] a, ulong[] b)
    {
        if (a.Length == 0 || b.Length == 0) { return 0; }
        var (shared, i, j) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j]) { (shared, i, j) = (shared + 1, i + 1, j + 1); }
            else if (a[i] < b[j]) { i++; }
            else { j++; }
        }

        return (float)(shared / (Math.Log(1 + a.Length) + Math.Log(1 + b.Length)));
    }

    /// <summary>The stems of each sentence without stop words, as ascending distinct hashes.</summary>
    private static ulong[][] WordsOf(ImmutableArray<string> sentences)
    {
        var (analyzer, tokens) = (new TextAnalyzer(), new TokenBuffer());
        return [.. sentences.Select(sentence =>
        {
            analyzer.Analyze(sentence, tokens);
            var hashes = new SortedSet<ulong>();
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!tokens[i].Stop && tokens[i].Kind != TokenKind.Whole) { hashes.Add(XxHash64.HashToUInt64(tokens.Term(i))); }
            }

            return hashes.ToArray();
        })];
    }
}
