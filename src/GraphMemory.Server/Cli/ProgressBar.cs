namespace GraphMemory.Server.Cli;

/// <summary>Progress of long work on stderr; draws only on a terminal, at most ten times a second.</summary>
internal sealed class ProgressBar(CliEnvironment environment, string title) : IProgress<WorkProgress>, IDisposable
{
    private const int BarWidth = 28;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly long _begunAt = environment.Time.GetTimestamp();
    private long? _drawnAt;

    public void Report(WorkProgress value)
    {
        if (!environment.Terminal.IsError) { return; }
        lock (_gate)
        {
            if (_drawnAt is { } before && environment.Time.GetElapsedTime(before) < Pause) { return; }
            _drawnAt = environment.Time.GetTimestamp();
            environment.Error.Write($"\r{title} {Bar(value)}{Pace(value, environment.Time.GetElapsedTime(_begunAt))}\e[K");
        }
    }

    /// <summary>Wipes the line, so that the result stands alone.</summary>
    public void Dispose()
    {
        if (_drawnAt is not null) { environment.Error.Write("\r\e[K"); }
    }

    private static string Bar(WorkProgress value)
    {
        if (value.Total is not > 0) { return $"{value.Done:N0} {value.Unit}"; }
        var share = Math.Clamp((double)value.Done / value.Total.Value, 0, 1);
        var filled = (int)Math.Round(share * BarWidth);
        var amount = value.Unit == WorkProgress.Bytes
            ? $"{ByteText.Of(value.Done)} of {ByteText.Of(value.Total.Value)}"
            : $"{value.Done:N0} of {value.Total:N0} {value.Unit}";
        return $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {share * 100,3:0} %  {amount}";
    }

    /// <summary>Records a second so far, and the time left at this pace.</summary>
    private static string Pace(WorkProgress value, TimeSpan elapsed)
    {
        if (value.Records is not { } records || elapsed <= TimeSpan.Zero) { return ""; }
        var rate = $"  {records / elapsed.TotalSeconds:N0} records/s";
        if (value.Total is not > 0 || value.Done <= 0 || value.Done >= value.Total) { return rate; }
        return $"{rate}  {elapsed * ((double)(value.Total.Value - value.Done) / value.Done):h\\:mm\\:ss} left";
    }
}

/// <param name="Total">Null when it is not known.</param>
/// <param name="Records">Records done, for a pace; null when <paramref name="Unit"/> says enough.</param>
internal readonly record struct WorkProgress(long Done, long? Total, string Unit, long? Records = null)
{
    public const string Bytes = "bytes";
}
