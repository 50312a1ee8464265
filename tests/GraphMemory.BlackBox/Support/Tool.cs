using System.Diagnostics;

namespace GraphMemory.BlackBox.Support;

/// <summary>A tool of the system: gcc, mount, python3.</summary>
internal static class Tool
{
    public static async Task<(int ExitCode, string Error)> RunAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        using var bound = new CancellationTokenSource(GraphMemoryProcess.Patience);
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, error);
    }

    public static async Task<(int ExitCode, string Output, string Error)> OutputAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var bound = new CancellationTokenSource(GraphMemoryProcess.Patience);
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, await output, await error);
    }
}
