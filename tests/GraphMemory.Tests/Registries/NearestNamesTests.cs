using CsCheck;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Tests.Registries;

public sealed class NearestNamesTests
{
    private static readonly Gen<string> Word = Gen.Char['a', 'd'].Array[0, 7].Select(letters => new string(letters));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("recall", "recall", 0)]
    [InlineData("recal", "recall", 1)]
    [InlineData("improt", "import", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Counts_insertions_deletions_replacements_and_swaps(string a, string b, int distance) =>
        Assert.Equal(distance, NearestNames.Distance(a, b));

    [Fact]
    public void Distance_agrees_with_the_recursive_definition() => Gen.Select(Word, Word)
        .Sample((a, b) => NearestNames.Distance(a, b) == ByDefinition(a, b));

    [Fact]
    public void Distance_is_symmetric_and_zero_only_for_equal_words() => Gen.Select(Word, Word)
        .Sample((a, b) => NearestNames.Distance(a, b) == NearestNames.Distance(b, a) && (NearestNames.Distance(a, b) == 0) == (a == b));

    [Fact]
    public void Case_does_not_count() => Assert.Equal(["Recall"], NearestNames.Of("RECALL", ["Recall", "export"]));

    // Damerau (1964), optimal string alignment, as it is written down: independent of the three-row form under test.
    private static int ByDefinition(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) { return a.Length + b.Length; }
        var replace = ByDefinition(a[..^1], b[..^1]) + (a[^1] == b[^1] ? 0 : 1);
        var best = Math.Min(replace, Math.Min(ByDefinition(a[..^1], b), ByDefinition(a, b[..^1])) + 1);
        var swapped = a.Length > 1 && b.Length > 1 && a[^1] == b[^2] && a[^2] == b[^1];
        return swapped ? Math.Min(best, ByDefinition(a[..^2], b[..^2]) + 1) : best;
    }
}
