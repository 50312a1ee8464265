using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class StderrLogTests
{
    [Fact]
    public void A_message_is_one_line_with_time_level_and_category()
    {
        using var output = new StringWriter();
        using var log = Log(output, LogLevel.Information);

        log.CreateLogger("GraphMemory.Server.Hosting.Thing").LogWarning(new InvalidOperationException("why"), "it is late");

        Assert.StartsWith("2026-01-02T03:04:05.000Z warn  Thing: it is late", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("why", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GraphMemory.X", LogLevel.Information, LogLevel.Information, true)]
    [InlineData("GraphMemory.X", LogLevel.Information, LogLevel.Debug, false)]
    [InlineData("Microsoft.X", LogLevel.Information, LogLevel.Information, false)]
    [InlineData("Microsoft.X", LogLevel.Information, LogLevel.Warning, true)]
    [InlineData("Microsoft.X", LogLevel.Debug, LogLevel.Debug, true)]
    [InlineData("Microsoft.X", LogLevel.Error, LogLevel.Warning, false)]
    [InlineData("GraphMemory.X", LogLevel.None, LogLevel.Critical, false)]
    public void The_level_decides_and_the_framework_speaks_up_only_when_something_is_wrong(string category, LogLevel least, LogLevel level, bool isWritten)
    {
        using var output = new StringWriter();
        using var log = Log(output, least);

        Assert.Equal(isWritten, log.CreateLogger(category).IsEnabled(level));
    }

    private static StderrLog Log(TextWriter output, LogLevel level)
    {
        var options = new GraphMemoryOptions { Logging = new() { Level = level } };
        var loaded = new LoadedConfiguration(options, [], null, new("/", new Dictionary<string, string>(), null, []));
        return new(output, new LiveConfiguration(loaded), new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
    }
}
