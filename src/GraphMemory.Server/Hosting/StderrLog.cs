using System.Globalization;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>One line for each message, to stderr: stdout belongs to data and protocols.</summary>
internal sealed class StderrLog(TextWriter output, LiveConfiguration configuration, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    // The framework's own chatter (one line for each request) is of use only to those who ask for everything.
    private bool IsEnabled(string category, LogLevel level)
    {
        var least = configuration.Options.Logging.Level;
        var isOurs = category.StartsWith(nameof(GraphMemory), StringComparison.Ordinal);
        return level != LogLevel.None && level >= (isOurs || least <= LogLevel.Debug ? least : Max(least, LogLevel.Warning));
    }

    private static LogLevel Max(LogLevel a, LogLevel b) => a > b ? a : b;

    private void Write(string category, LogLevel level, string message, Exception? fault)
    {
        var stamp = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            output.WriteLine($"{stamp} {Word(level)} {category[(category.LastIndexOf('.') + 1)..]}: {message}");
            if (fault is not null) { output.WriteLine(fault.ToString()); }
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    private sealed class Category(StderrLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(name, logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) { log.Write(name, logLevel, formatter(state, exception), exception); }
        }
    }
}
