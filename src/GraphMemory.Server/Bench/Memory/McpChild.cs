using System.Diagnostics;
using System.Text.Json;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>A child process <c>graphmemory mcp</c> that is asked over its pipes, one request at a time, as an assistant would.</summary>
internal sealed class McpChild : IDisposable
{
    private readonly Process _process;
    private int _lastId;

    private McpChild(Process process) => _process = process;

    /// <summary>Memory that the operating system holds for it now.</summary>
    public double ResidentMb
    {
        get
        {
            _process.Refresh();
            return Math.Round(_process.WorkingSet64 / 1048576.0, 1);
        }
    }

    /// <summary>Starts it and shakes hands.</summary>
    public static async Task<McpChild> StartAsync(string executable, string dataFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(executable, ["mcp", "--data", dataFolder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        var child = new McpChild(Process.Start(start)!);
        child._process.ErrorDataReceived += (_, _) => { };
        child._process.BeginErrorReadLine();
        await child.RequestAsync(
            "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}""", cancellationToken);
        await child.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", cancellationToken);
        return child;
    }

    public async Task<Problem?> RecallAsync(string question, CancellationToken cancellationToken)
    {
        var query = JsonEncodedText.Encode(question);
        using var reply = await RequestAsync("tools/call", $$$"""{"name":"recall","arguments":{"query":"{{{query}}}"}}""", cancellationToken);
        var answered = reply.RootElement.TryGetProperty("result", out var result)
            && !(result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True);
        return answered ? null : BenchProblems.ChildFailed.With($"recall was answered with {reply.RootElement.GetRawText()}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) { _process.Kill(); }
        _process.Dispose();
    }

    private async Task<JsonDocument> RequestAsync(string method, string parameters, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""", cancellationToken);
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("id", out var of) && of.ValueKind == JsonValueKind.Number && of.GetInt32() == id) { return message; }
            message.Dispose();
        }

        throw new IOException($"{_process.StartInfo.FileName} mcp ended before it answered {method}.");
    }

    private async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(message.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }
}
