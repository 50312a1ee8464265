using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>A plugin's process with everything that it starts.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int KillSignal = 9;
    private const int LastErrorsMax = 2_000;

    private readonly Process _process;
    private readonly TokenBucket _errors;
    private readonly StringBuilder _lastErrors = new();
    private string? _killedFor;

    public ChildProcess(Process process, TimeProvider time)
    {
        _process = process;
        _errors = new(ProcessLimits.ErrorBytesMax, ProcessLimits.ErrorBytesPerSecond, time);
        ReadingErrors = Task.Run(ReadErrorsAsync);
    }

    /// <summary>It is about to end.</summary>
    public bool IsDoomed => Volatile.Read(ref _killedFor) is not null;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    private Task ReadingErrors { get; }

    /// <summary>Ends it with all its children, now.</summary>
    /// <param name="why">For the record; the first reason counts.</param>
    public void Kill(string why)
    {
        Interlocked.CompareExchange(ref _killedFor, why, null);
        try
        {
            if (!OperatingSystem.IsWindows()) { _ = SendSignal(-_process.Id, KillSignal); }
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            // It has ended already.
        }
    }

    /// <summary>Waits for its end, and says how it came about.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync();
        Kill("it has ended"); // children that it left behind
        var killed = _killedFor is "it has ended" ? null : _killedFor;
        string errors;
        lock (_lastErrors) { errors = _lastErrors.ToString().Trim(); }
        return killed ?? $"its process ended with code {_process.ExitCode}{(errors.Length == 0 ? "" : $": {errors}")}";
    }

    public void Dispose()
    {
        Kill("it is not needed any more");
        _process.Dispose();
    }

    /// <summary>Keeps the last of what it complains about, and ends it when it does nothing but complain.</summary>
    private async Task ReadErrorsAsync()
    {
        var buffer = new char[4096];
        try
        {
            for (var count = await _process.StandardError.ReadAsync(buffer); count > 0; count = await _process.StandardError.ReadAsync(buffer))
            {
                lock (_lastErrors)
                {
                    _lastErrors.Append(buffer, 0, count);
                    if (_lastErrors.Length > LastErrorsMax) { _lastErrors.Remove(0, _lastErrors.Length - LastErrorsMax); }
                }

                if (_errors.TryTake(count)) { continue; }
                Kill("it flooded its standard error");
                return;
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int id, int signal);
}
