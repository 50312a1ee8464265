using CsCheck;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Retrieval.Ranking;

namespace GraphMemory.Tests.Retrieval;

public sealed class TermPlacesTests
{
    private static readonly Gen<int[]> Ordinals = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 20].Select(i => i * 1024), Gen.Const(-1)).Array[0, 12];

    private static readonly Gen<int[]> Sequences = Gen.OneOf(Gen.Int[0, 30], Gen.Int[0, 20].Select(i => i * 1024)).Array[0, 60];

    [Fact]
    public void Places_and_frequencies_are_those_of_looking_for_each_term() =>
        Gen.Select(Ordinals, Sequences, Gen.Int[0, 10]).Sample((ordinals, sequence, nameTerms) =>
        {
            var places = new TermPlaces([.. ordinals.Select(ordinal => new SearchTerm([], 1, 1, [ordinal]))], segment: 0);
            var (first, counts) = (new int[ordinals.Length], new int[ordinals.Length]);
            places.Places(sequence, first);
            places.Frequencies(sequence, nameTerms, counts);

            Assert.Equal(ordinals.Select(ordinal => ordinal < 0 ? -1 : Array.IndexOf(sequence, ordinal)), first);
            Assert.Equal(ordinals.Select(ordinal => ordinal < 0 ? 0 : sequence.Select((term, at) => term != ordinal ? 0 : at < nameTerms ? DocumentTerms.NameWeight : 1).Sum()), counts);
            Assert.All(Enumerable.Range(0, 40), ordinal => Assert.Equal(ordinals.Contains(ordinal), places.Holds(ordinal)));
        });
}
