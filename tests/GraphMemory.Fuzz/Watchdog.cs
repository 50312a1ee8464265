using System.Diagnostics;

namespace GraphMemory.Fuzz;

/// <summary>
/// Notices inputs that take too long. Time is the processor time of this process, because a busy machine is no defect; an input that
/// waits for ever uses none, so there is a long bound on the clock too, after which the process ends with the input written down.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>An input that costs more processor time than this is a finding.</summary>
    public static readonly TimeSpan WorkMax = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan HangMax = TimeSpan.FromSeconds(30);

    private readonly Action<byte[], string> _onHang;
    private readonly Timer _timer;
    private byte[]? _input;
    private long _startedAt;

    public Watchdog(Action<byte[], string> onHang)
    {
        _onHang = onHang;
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Runs <paramref name="work"/> on an input and returns the processor time it took.</summary>
    public TimeSpan Time(byte[] input, Action work)
    {
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        Volatile.Write(ref _input, input);
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            work();
            return Environment.CpuUsage.TotalTime - before;
        }
        finally
        {
            Volatile.Write(ref _input, null);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Volatile.Read(ref _input) is not { } input || Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt)) < HangMax) { return; }
        _onHang(input, $"no end after {HangMax.TotalSeconds:0} s");
        Environment.Exit(3);
    }
}
