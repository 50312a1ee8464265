using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>Takes over a changed configuration file while a process runs.</summary>
internal static partial class ConfigurationReload
{
    /// <param name="taken">Told the tree that is in force from now on.</param>
    public static BackgroundStep Step(LiveConfiguration live, Action<GraphMemoryOptions> taken) =>
        new("configuration", TimeSpan.FromSeconds(2), logger => Run(live, taken, logger, isForced: false));

    /// <summary>One look at the file.</summary>
    public static void Run(LiveConfiguration live, Action<GraphMemoryOptions> taken, ILogger logger, bool isForced)
    {
        if (live.Step(isForced) is not { } result) { return; }
        if (result.IsSuccess) { taken(live.Options); }
        Tell(logger, result);
    }

    private static void Tell(ILogger logger, Result<ConfigurationChange> result)
    {
        if (!result.IsSuccess)
        {
            LogRefused(logger, string.Join("; ", result.Problem.Fields.Select(field => $"{field.Field}: {field.Error}. {field.Fix}")));
            return;
        }

        if (result.Value.Taken.Count > 0) { LogTaken(logger, string.Join(", ", result.Value.Taken)); }
        if (result.Value.NeedRestart.Count > 0) { LogNeedRestart(logger, string.Join(", ", result.Value.NeedRestart)); }
    }

    [LoggerMessage(20, LogLevel.Information, "Configuration taken over: {Keys}")]
    private static partial void LogTaken(ILogger logger, string keys);

    [LoggerMessage(21, LogLevel.Warning, "These settings wait for a restart: {Keys}")]
    private static partial void LogNeedRestart(ILogger logger, string keys);

    [LoggerMessage(22, LogLevel.Error, "The changed configuration is refused, the old one stays: {Faults}")]
    private static partial void LogRefused(ILogger logger, string faults);
}
