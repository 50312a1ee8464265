using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

public sealed class ToolArgumentsTests
{
    [Fact]
    public void Values_are_read_by_their_name_and_absent_ones_fall_back()
    {
        var arguments = Of("""{"at":"2026-03-01T09:30:00Z","ms":12,"day":"2026-03-01","flag":true,"count":7,"order":"newest"}""");

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), arguments.InstantOrNull("at"));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), arguments.InstantOrNull("day"));
        Assert.Equal(12, arguments.InstantOrNull("ms"));
        Assert.Null(arguments.InstantOrNull("missing"));
        Assert.True(arguments.Flag("flag", false));
        Assert.True(arguments.Flag("missing", true));
        Assert.Equal(7, arguments.LongOrNull("count"));
        Assert.Equal("newest", arguments.Choice("order", "oldest", "oldest", "newest"));
        Assert.Equal("oldest", arguments.Choice("missing", "oldest", "oldest", "newest"));
        Assert.Null(arguments.Problem("tool"));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_field_and_the_fix()
    {
        var arguments = Of("""{"at":"soon","flag":"yes","count":-1,"order":"random","list":{},"null":null}""");

        Assert.Null(arguments.InstantOrNull("at"));
        Assert.False(arguments.Flag("flag", false));
        Assert.Null(arguments.LongOrNull("count"));
        Assert.Equal("oldest", arguments.Choice("order", "oldest", "oldest", "newest"));

        var fields = arguments.Problem("tool")!.Fields;
        Assert.Equal(["at", "flag", "count", "order"], fields.Select(field => field.Field));
        Assert.Equal("is the text \"soon\"", fields[0].Error);
        Assert.Equal("give true or false", fields[1].Fix);
        Assert.Equal("is -1", fields[2].Error);
        Assert.Contains("oldest, newest", fields[3].Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "is an array")]
    [InlineData("12", "is 12")]
    [InlineData("\"text\"", "is the text \"text\"")]
    [InlineData("\"0123456789012345678901234567890123456789more\"", "is the text \"0123456789012345678901234567890123456789…\"")]
    public void Arguments_that_are_no_object_are_refused(string json, string error)
    {
        var field = Assert.Single(Of(json).Problem("tool")!.Fields);

        Assert.Equal(("arguments", error), (field.Field, field.Error));
    }

    private static ToolArguments Of(string json) => new(McpHarness.Json(json));
}
