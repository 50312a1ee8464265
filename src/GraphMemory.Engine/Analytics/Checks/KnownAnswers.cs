using System.Collections.Frozen;

namespace GraphMemory.Engine.Analytics.Checks;

/// <summary>What algorithms say of <see cref="CheckGraph"/>: compared with NetworkX where it has the algorithm, else held by the tests of the algorithm.</summary>
internal static class KnownAnswers
{
    public static FrozenDictionary<string, string> ByAlgorithm { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["degree"] = "degree: 0.333333 0.333333 0.333333 0.444444 0.444444 0.333333 0.333333 0.444444 0.222222 0.111111",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
