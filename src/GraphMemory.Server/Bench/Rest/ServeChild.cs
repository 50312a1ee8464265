using System.Diagnostics;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Bench.Rest;

/// <summary>A child process <c>graphmemory serve</c> on a free port.</summary>
internal sealed class ServeChild : IDisposable
{
    private readonly Process _process;

    private ServeChild(Process process, Uri address, string token) => (_process, Address, Token) = (process, address, token);

    public Uri Address { get; }

    public string Token { get; }

    /// <summary>Memory that the operating system holds for it now.</summary>
    public double ResidentMb
    {
        get
        {
            _process.Refresh();
            return Math.Round(_process.WorkingSet64 / 1048576.0, 1);
        }
    }

    public static async Task<ServeChild> StartAsync(string executable, DataFolder folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(executable, ["serve", "--data", folder.Path, "--workspace", Engine.Graph.Workspace.DefaultName, "--port", "0"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        _ = await process.StandardOutput.ReadLineAsync(cancellationToken);

        // The first line comes after the file by which others find a server.
        if (InstanceFile.Read(folder.ServerFilePath) is not { } file) { throw new IOException($"{executable} serve ended before it told its address."); }
        return new ServeChild(process, new Uri(file.Url), (await File.ReadAllTextAsync(file.TokenFile, cancellationToken)).Trim());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
