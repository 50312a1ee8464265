using System.Collections.Frozen;
using System.Diagnostics;

namespace GraphMemory.BlackBox.Support;

/// <summary>A started binary with redirected streams; killed with the test, whatever happens.</summary>
internal sealed class GraphMemoryProcess : IDisposable
{
    /// <summary>Longest wait on any condition. Only a hang comes near it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly FrozenSet<string> Inherited = FrozenSet.Create("PATH", "HOME", "TMPDIR", "LANG", "USER",
        "CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER", "CORECLR_PROFILER_PATH_64", "DOTNET_ROOT");

    private readonly Task<string> _error;

    public GraphMemoryProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Binary.Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => !Inherited.Contains(name) && !name.StartsWith("MicrosoftInstrumentation", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

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

    public void Dispose()
    {
        if (!Process.HasExited) { Process.Kill(entireProcessTree: true); }
        Process.WaitForExit(Patience);
        Process.Dispose();
    }
}
