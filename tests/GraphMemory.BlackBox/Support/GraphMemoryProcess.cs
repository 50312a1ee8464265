using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GraphMemory.BlackBox.Support;

/// <summary>A started binary with redirected streams; killed with the test, whatever happens.</summary>
internal sealed class GraphMemoryProcess : IDisposable
{
    /// <summary>Longest wait on any condition. Only a hang comes near it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public const int Interrupt = 2;
    public const int Terminate = 15;

    private readonly Task<string> _error;

    public GraphMemoryProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(Binary.Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(), // in no repository, whatever this one is
        };
        // Settings of the person who runs the tests must not reach the binary under test.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) { start.Environment.Remove(name); }
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) { start.Environment[name] = value; }
        Process = Process.Start(start) ?? throw new InvalidOperationException("The binary did not start.");
        _error = Process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    public StreamWriter Input => Process.StandardInput;

    public StreamReader Output => Process.StandardOutput;

    /// <summary>Everything written to standard error; completes when the process has ended.</summary>
    public Task<string> ErrorAsync() => _error.WaitAsync(Patience);

    public async Task<int> ExitAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(bound.Token);
        return Process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await ExitAsync();
    }

    /// <summary>Asks the process to stop, and kills it when it does not.</summary>
    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Input.Close();
            _ = Signal(Process.Id, Terminate);
            if (!Process.WaitForExit(Patience)) { Process.Kill(entireProcessTree: true); }
        }

        Process.Dispose();
    }

    /// <summary>SIGTERM or SIGINT, as an init system or a terminal sends it.</summary>
    public void Send(int signal) => Assert.Equal(0, Signal(Process.Id, signal));

    private static bool IsSetting(string variable) =>
        variable.StartsWith("GRAPHMEMORY", StringComparison.OrdinalIgnoreCase) || variable is "MEMORY_FILE_PATH";

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int processId, int signal);
}
