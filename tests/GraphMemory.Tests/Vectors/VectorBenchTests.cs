using System.Text.Json;
using GraphMemory.Kernels.Vectors;
using GraphMemory.Server.Bench.Vectors;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Vectors;

public sealed class VectorBenchTests
{
    [Theory]
    [InlineData("exact", "clustered", 0.99)]
    [InlineData("hnsw", "clustered", 0.9)]
    [InlineData("hnsw", "uniform", 0.6)]
    public async Task Search_is_measured_against_the_truth(string index, string shape, double recallMin)
    {
        using var cli = new CliHarness { Clock = TimeProvider.System };
        string[] args = ["bench", "vectors", "--count", "3000", "--dimensions", "32", "--index", index, "--shape", shape];
        var report = JsonDocument.Parse((await cli.RunAsync([.. args, "--json"])).Output).RootElement;
        Assert.Equal((3_000, index, shape), (report.GetProperty("count").GetInt32(), report.GetProperty("index").GetString(), report.GetProperty("data").GetString()));
        Assert.InRange(report.GetProperty("recallAt10").GetDouble(), recallMin, 1);
        Assert.True(report.GetProperty("query").GetProperty("p95").GetDouble() > 0);
        if (index == "exact") { Assert.Contains("recall@10", (await cli.RunAsync(args)).Output, StringComparison.Ordinal); }
    }

    [Theory]
    [InlineData("--count", "5")]
    [InlineData("--count", "5000000")]
    [InlineData("--dimensions", "1")]
    [InlineData("--index", "magic")]
    public async Task Bad_options_are_refused(string option, string value)
    {
        using var cli = new CliHarness();
        string[] args = option == "--count" ? ["bench", "vectors"] : ["bench", "vectors", "--count", "1000"];
        Assert.Equal(2, (await cli.RunAsync([.. args, option, value])).ExitCode);
    }

    [Fact]
    public void Made_up_vectors_have_unit_length_and_are_the_same_for_a_seed()
    {
        var (first, second) = (new SyntheticVectors(3, 2_000, 24, VectorShape.Clustered), new SyntheticVectors(3, 2_000, 24, VectorShape.Clustered));
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(first.Vector(number), second.Vector(number));
            Assert.Equal(1, FloatVector.Dot(first.Vector(number), first.Vector(number)), 3);
        }

        Assert.NotEqual(first.Vector(1), new SyntheticVectors(4, 2_000, 24, VectorShape.Clustered).Vector(1));
    }

    [Fact]
    public void Normal_numbers_have_the_mean_and_the_spread_of_the_bell()
    {
        var random = new NormalNumbers(7);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => (double)random.Next()).ToList();
        Assert.Equal(0, numbers.Average(), 1);
        Assert.Equal(1, numbers.Average(number => number * number), 1);
        Assert.InRange(numbers.Count(number => Math.Abs(number) > 1.96) / 20_000.0, 0.04, 0.06);
    }
}
