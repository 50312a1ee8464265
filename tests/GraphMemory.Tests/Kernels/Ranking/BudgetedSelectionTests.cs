using CsCheck;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Tests.Kernels.Ranking;

public sealed class BudgetedSelectionTests
{
    private readonly struct Matrix(double[,] redundancy) : IRedundancy
    {
        public double Between(int candidate, int chosen) => redundancy[candidate, chosen];
    }

    private sealed record Case(double[] Values, int[] Costs, double[,] Redundancy, int Budget, int Most);

    private static readonly Gen<Case> Cases = Gen.Int[0, 12].SelectMany(count => Gen.Select(
        Gen.OneOf(Gen.Double[0, 10], Gen.Const(1.0), Gen.Const(-1.0)).Array[count],
        Gen.Int[0, 20].Array[count],
        Gen.OneOf(Gen.Const(0.0), Gen.Const(1.5), Gen.Double[0, 1]).Array[count * count],
        Gen.Int[0, 60],
        Gen.Int[0, 12],
        (values, costs, redundancy, budget, most) => new Case(values, costs, Square(redundancy, count), budget, most)));

    [Fact]
    public void The_lazy_choice_equals_the_plain_greedy_choice()
    {
        Cases.Sample(test =>
        {
            var chosen = new int[test.Most];
            var count = new BudgetedSelection().Select(test.Values, test.Costs, test.Budget, new Matrix(test.Redundancy), chosen);
            var byRatio = Plain(test, isPerCost: true);
            var byGain = Plain(test, isPerCost: false);
            Assert.Equal(byGain.Gain > byRatio.Gain ? byGain.Items : byRatio.Items, chosen[..count]);
        });
    }

    [Fact]
    public void The_choice_stays_in_the_budget_and_repeats_nothing() => Cases.Sample(test =>
    {
        var chosen = new int[test.Most];
        var count = new BudgetedSelection().Select(test.Values, test.Costs, test.Budget, new Matrix(test.Redundancy), chosen);
        Assert.InRange(chosen[..count].Sum(item => test.Costs[item]), 0, test.Budget);
        Assert.Equal(count, chosen[..count].Distinct().Count());
        Assert.All(chosen[..count], item => Assert.True(test.Values[item] > 0));
    });

    [Fact]
    public void Without_redundancy_the_value_is_at_least_half_of_the_best_possible() => Cases.Sample(test =>
    {
        var chosen = new int[test.Values.Length];
        var count = new BudgetedSelection().Select(test.Values, test.Costs, test.Budget, new NoRedundancy(), chosen);
        var best = Enumerable.Range(0, 1 << test.Values.Length)
            .Select(set => Enumerable.Range(0, test.Values.Length).Where(item => (set >> item & 1) != 0).ToArray())
            .Where(items => items.Sum(item => test.Costs[item]) <= test.Budget)
            .Max(items => items.Sum(item => test.Values[item]));
        Assert.True(chosen[..count].Sum(item => test.Values[item]) >= (best / 2) - 1e-9);
    });

    [Fact]
    public void A_repetition_gives_way_to_something_new()
    {
        var redundancy = new double[3, 3];
        redundancy[1, 0] = redundancy[0, 1] = 0.9;
        var chosen = new int[3];
        var selection = new BudgetedSelection();
        Assert.Equal(2, selection.Select([10, 9, 5], [10, 10, 10], 20, new Matrix(redundancy), chosen));
        Assert.Equal([0, 2], chosen[..2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => selection.Select([1], [], 1, new NoRedundancy(), new int[1]));
    }

    private static (int[] Items, double Gain) Plain(Case test, bool isPerCost)
    {
        var (items, total, budget) = (new List<int>(), 0.0, test.Budget);
        while (items.Count < test.Most)
        {
            double Gain(int item) => test.Values[item] * (1 - items.Select(other => Math.Min(1, test.Redundancy[item, other])).DefaultIfEmpty(0).Max());
            var best = Enumerable.Range(0, test.Values.Length)
                .Where(item => !items.Contains(item) && test.Costs[item] <= budget && test.Values[item] > 0 && Gain(item) > 0)
                .OrderByDescending(item => isPerCost ? Gain(item) / Math.Max(test.Costs[item], 1) : Gain(item))
                .ThenBy(item => item)
                .FirstOrDefault(-1);
            if (best < 0) { break; }
            total += Gain(best);
            budget -= test.Costs[best];
            items.Add(best);
        }
        return ([.. items], total);
    }

    private static double[,] Square(double[] values, int count)
    {
        var square = new double[count, count];
        for (var i = 0; i < values.Length; i++) { square[i / count, i % count] = values[i]; }
        return square;
    }
}
