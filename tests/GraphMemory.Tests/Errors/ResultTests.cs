using GraphMemory.Engine.Errors;

namespace GraphMemory.Tests.Errors;

public sealed class ResultTests
{
    private static readonly ProblemCode Code = new("TEST_001", ProblemKind.Invalid, "A name is not usable.");

    [Fact]
    public void A_value_is_a_success()
    {
        Result<int> result = 7;

        Assert.True(result.IsSuccess);
        Assert.Equal(7, result.Value);
        Assert.Null(result.Problem);
    }

    [Fact]
    public void A_problem_stands_in_the_place_of_the_value()
    {
        Result<int> result = Code.With("The name is empty.", new FieldProblem("entities[0].name", "is empty", "give it 1 to 512 characters"));

        Assert.False(result.IsSuccess);
        Assert.Equal("TEST_001", result.Problem.Code.Name);
        Assert.Equal("entities[0].name", Assert.Single(result.Problem.Fields).Field);
    }

    [Fact]
    public void Reading_the_value_of_a_problem_is_a_defect_that_names_it()
    {
        Result<int> result = Code.With("The name is empty.");

        var defect = Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Contains("TEST_001: The name is empty.", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_changes_a_value_and_passes_a_problem_on()
    {
        Result<int> good = 7;
        Result<int> bad = Code.With("no");

        Assert.Equal("7!", good.Map(value => $"{value}!").Value);
        Assert.Same(bad.Problem, bad.Map(value => $"{value}!").Problem);
    }
}
