using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class ParameterTests
{
    private static readonly IntParameter Rounds = new("roundsMax", "Rounds.", 20, 1, 100);
    private static readonly NumberParameter Damping = new("damping", "Share.", 0.85, 0, 1);
    private static readonly FlagParameter Exact = new("exact", "Exact.", true);
    private static readonly ChoiceParameter Mode = new("mode", "Mode.", "fast", "fast", "slow");
    private static readonly NodesParameter Starts = new("starts", "Starts.", 0, 2);
    private static readonly WordsParameter Kinds = new("kinds", "Kinds.", 2);

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var values = Read().Value;
        Assert.Equal((20, 0.85, true, "fast"), (values[Rounds], values[Damping], values[Exact], values[Mode]));
        Assert.Empty(values[Starts]);
        Assert.Empty(values[Kinds]);
    }

    [Fact]
    public void Values_are_read_and_equal_ones_have_one_canonical_text()
    {
        var values = Read("damping", "0.50", "roundsMax", "7", "exact", "False", "mode", "slow", "starts", "2", "starts", "0", "kinds", "uses").Value;
        Assert.Equal((7, 0.5, false, "slow"), (values[Rounds], values[Damping], values[Exact], values[Mode]));
        Assert.Equal([2, 0], values[Starts]);
        Assert.Equal(["uses"], values[Kinds]);
        Assert.Equal(Read("damping", "5e-1").Value.Canonical, Read("damping", "0.5", "mode", "fast").Value.Canonical);
        Assert.NotEqual(Read("kinds", "a\tb").Value.Canonical, Read("kinds", "a", "kinds", "b").Value.Canonical);
        Assert.NotEqual(Read("damping", "0.5").Value.Canonical, Read("damping", "0.51").Value.Canonical);
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_fix()
    {
        var problem = Read(
            "roundsmax", "3", "roundsMax", "0", "damping", "NaN", "exact", "maybe", "mode", "quick", "starts", "9", "kinds", "a", "kinds", "b", "kinds", "c").Problem!;
        Assert.Equal(AnalyticsProblems.Parameters, problem.Code);
        Assert.Equal(["roundsmax", "damping", "exact", "kinds", "mode", "roundsMax", "starts"], problem.Fields.Select(field => field.Field));
        Assert.Contains("Did you mean roundsMax?", problem.Fields[0].Fix, StringComparison.Ordinal);
        Assert.Equal("A whole number from 1 to 100, such as 20.", problem.Fields[5].Fix);
    }

    [Fact]
    public void One_value_may_not_be_a_list_and_a_list_has_its_bound()
    {
        Assert.Equal(["damping", "exact", "mode", "roundsMax", "starts"], Read(
            "damping", "1", "damping", "0", "exact", "true", "exact", "true", "mode", "fast", "mode", "fast", "roundsMax", "1", "roundsMax", "1",
            "starts", "0", "starts", "1", "starts", "2").Problem!.Fields.Select(field => field.Field));
    }

    private static Result<ParameterValues> Read(params string[] given) =>
        ParameterReading.Read(new Sample(), Subjects.Given(given), Subjects.Of(TestGraphs.Star(3).Build()));

    private sealed class Sample : IGraphAlgorithm
    {
        public string Name => "sample";

        public AlgorithmDescription Description { get; } = new()
        {
            Title = "Sample",
            Summary = "Nothing.",
            Kind = AlgorithmKind.Structure,
            Source = "-",
            Complexity = "O(1)",
            Direction = DirectionUse.AsGiven,
            Parameters = [Rounds, Damping, Exact, Mode, Starts, Kinds],
        };

        public Result<AlgorithmResult> Run(AlgorithmRun run) => new AlgorithmResult();
    }
}
