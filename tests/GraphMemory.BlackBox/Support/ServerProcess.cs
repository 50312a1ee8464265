using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace GraphMemory.BlackBox.Support;

/// <summary>A running <c>graphmemory serve</c> on a free port.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private ServerProcess(GraphMemoryProcess process, Uri address, string dataFolder)
    {
        (Process, Address, DataFolder) = (process, address, dataFolder);
        // A pipe that nobody reads would one day block the server.
        _ = process.Output.BaseStream.CopyToAsync(Stream.Null);
    }

    public GraphMemoryProcess Process { get; }

    public Uri Address { get; }

    public string DataFolder { get; }

    public string Token => File.ReadAllText(Path.Combine(DataFolder, "token")).Trim();

    public static async Task<ServerProcess> StartAsync(
        string dataFolder, string[]? arguments = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var process = new GraphMemoryProcess(["serve", "--data", dataFolder, "--port", "0", .. arguments ?? []], environment, folder);
        while (await process.Output.ReadLineAsync().WaitAsync(GraphMemoryProcess.Patience) is { } line)
        {
            if (LoopbackAddress().Match(line) is { Success: true } match) { return new(process, new(match.Value), dataFolder); }
        }

        var error = await process.ErrorAsync();
        process.Dispose();
        throw new InvalidOperationException($"The server printed no address. {error}");
    }

    public HttpClient Client(bool withToken = true)
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = GraphMemoryProcess.Patience };
        if (withToken) { http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token); }
        return http;
    }

    public void Dispose() => Process.Dispose();

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex LoopbackAddress();
}
