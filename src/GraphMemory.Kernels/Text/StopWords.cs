using System.Collections.Frozen;
using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>English function words, looked up by <see cref="WordHash"/>: they say nothing about what a text is about.</summary>
internal static class StopWords
{
    private const string List =
        """
        a about above after again against all am an and any are aren as at be because been before being below between both but by
        can cannot could couldn did didn do does doesn doing don down during each etc few for from further had hadn has hasn have
        haven having he her here hers herself him himself his how i if in into is isn it its itself just let may me might more most
        must mustn my myself no nor not now of off on once only or other ought our ours ourselves out over own same shall shan she
        should shouldn so some such than that the their theirs them themselves then there these they this those through to too
        under until up upon us very was wasn we were weren what when where whether which while who whom whose why will with would
        wouldn you your yours yourself yourselves
        """;

    // What is left of "it's", "don't", "we'll" once the apostrophe has split them; plain words or names anywhere else.
    private const string ContractionList = "s t ll re ve d m";

    private static readonly FrozenSet<ulong> Words = Hashes(List);
    private static readonly FrozenSet<ulong> Contractions = Hashes(ContractionList);

    public static bool Contains(ulong wordHash) => Words.Contains(wordHash);

    public static bool IsContraction(ulong wordHash) => Contractions.Contains(wordHash);

    private static FrozenSet<ulong> Hashes(string list) =>
        list.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => WordHash.Of(Encoding.ASCII.GetBytes(word)))
            .ToFrozenSet();
}
