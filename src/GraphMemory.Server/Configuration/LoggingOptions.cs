using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Configuration;

internal sealed record LoggingOptions
{
    public LogLevel Level { get; init; } = LogLevel.Information;
}
