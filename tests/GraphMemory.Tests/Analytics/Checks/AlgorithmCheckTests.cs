using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Checks;

namespace GraphMemory.Tests.Analytics.Checks;

public sealed class AlgorithmCheckTests
{
    [Fact]
    public void Every_algorithm_gives_its_known_answer() =>
        Assert.All(new AlgorithmChecks(GraphAlgorithms.All).All, check => Assert.Null(check.Problem));

    [Fact]
    public void Every_algorithm_has_a_known_answer() =>
        Assert.Equal([], GraphAlgorithms.All.Items.Select(algorithm => algorithm.Name).Except(KnownAnswers.ByAlgorithm.Keys));
}
