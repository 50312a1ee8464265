using System.Net;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Cli;

public sealed class ReloadTests
{
    private const int Hangup = 1;

    [Fact]
    public async Task A_running_server_takes_a_changed_key_at_the_signal_and_goes_on()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client(withToken: false);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(http));

        (await CommandLine.RunAsync("config", "set", "server.allowed_hosts", "localhost,127.0.0.1,memory.example", "--data", folder.Path)).Succeeded();
        server.Process.Send(Hangup);

        using var bound = new CancellationTokenSource(GraphMemoryProcess.Patience);
        while (await AskAsync(http) != HttpStatusCode.OK) { bound.Token.ThrowIfCancellationRequested(); }
        Assert.False(server.Process.Process.HasExited);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "memory.example" } };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
