using CsCheck;
using GraphMemory.Engine.Retrieval.Ranking;

namespace GraphMemory.Tests.Retrieval;

public sealed class CandidateHeapTests
{
    [Fact]
    public void Candidates_come_by_score_and_the_older_first_among_equals() => Gen.Int[0, 9].Array[0, 60].Sample(scores =>
    {
        var heap = new CandidateHeap();
        var candidates = scores.Select((score, at) => new Candidate(0, at, at, 0) { Score = score }).ToList();
        foreach (var candidate in candidates) { heap.Push(candidate); }
        var taken = new List<Candidate>();
        for (var best = heap.BestScore; heap.TryPop(out var candidate); best = heap.BestScore)
        {
            Assert.Equal(best, candidate.Score);
            taken.Add(candidate);
        }

        Assert.Equal(candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.DocId), taken);
        Assert.Equal(double.NegativeInfinity, heap.BestScore);
    });
}
