using GraphMemory.Engine.Registries;

namespace GraphMemory.Tests.Registries;

public sealed class RegistryTests
{
    private sealed record Named(string Name) : INamed;

    [Fact]
    public void Keeps_the_order_of_the_list_and_finds_by_exact_name()
    {
        var registry = new Registry<Named>("things", [new("second"), new("first")]);

        Assert.Equal(["second", "first"], registry.Items.Select(item => item.Name));
        Assert.True(registry.TryGet("first", out var found));
        Assert.Equal("first", found.Name);
        Assert.False(registry.TryGet("First", out _));
        Assert.Equal("things", registry.Title);
    }

    [Fact]
    public void Reports_every_duplicate_and_malformed_name_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Registry<Named>("things", [new("a"), new("a"), new("b b"), new(""), new("c")]));

        Assert.Contains("\"a\" is listed 2 times", fault.Message, StringComparison.Ordinal);
        Assert.Contains("malformed name \"b b\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("malformed name \"\"", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\"c\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_name_has_at_most_64_characters(int length, bool isWellFormed)
    {
        var fault = Record.Exception(() => new Registry<Named>("things", [new(new string('x', length))]));

        Assert.Equal(isWellFormed, fault is null);
    }

    [Fact]
    public void Suggests_the_nearest_names_first()
    {
        var registry = new Registry<Named>("things", [new("port"), new("export"), new("import"), new("status")]);

        Assert.Equal(["export", "port"], registry.Nearest("exort", countMax: 2));
        Assert.Empty(registry.Nearest("zzzzzz"));
    }
}
