using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// Starts processes, all from one thread that lives as long as the memory is open: the system ends a process with the thread that started it
/// (PR_SET_PDEATHSIG), not with that thread's process.
/// </summary>
internal sealed class ProcessStarter(string launcher) : IDisposable
{
    private readonly BlockingCollection<Action> _work = new(boundedCapacity: 64);
    private readonly Lock _gate = new();
    private Thread? _thread;

    /// <summary>This program, to be started again.</summary>
    public static string Itself { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "graphmemory"
        ? Environment.ProcessPath!
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "graphmemory.exe" : "graphmemory");

    public string Launcher => launcher;

    public Task<Process> StartAsync(ProcessCommand command)
    {
        lock (_gate)
        {
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "plugins" };
                _thread.Start();
            }
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try { started.SetResult(Process.Start(Info(command))!); }
            catch (Exception fault) when (fault is not OutOfMemoryException) { started.SetException(fault); }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread?.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable()) { work(); }
    }

    private ProcessStartInfo Info(ProcessCommand command)
    {
        var isUnix = !OperatingSystem.IsWindows();
        var info = new ProcessStartInfo(isUnix ? launcher : command.Command, isUnix ? PluginLaunch.Arguments(command, Environment.ProcessId) : command.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = command.Folder,
        };
        info.Environment.Clear();
        // A build that is not compiled ahead of time has to find its runtime; the plugin itself is given nothing of ours.
        if (RuntimeFeature.IsDynamicCodeSupported && Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } runtime) { info.Environment["DOTNET_ROOT"] = runtime; }
        return info;
    }
}
