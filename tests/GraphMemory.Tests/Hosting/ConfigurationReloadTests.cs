using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class ConfigurationReloadTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _edits;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_is_taken_over_and_told_and_a_bad_one_is_refused()
    {
        Edit("""{ "server.port": 1 }""");
        var live = new LiveConfiguration(ConfigurationLoader.Load(new(_folder.Path, new Dictionary<string, string>(), null, [])).Value);
        using var output = new StringWriter();
        using var log = new StderrLog(output, live, new FakeTimeProvider());
        var logger = log.CreateLogger("GraphMemory.Test");
        var taken = new List<GraphMemoryOptions>();
        var step = ConfigurationReload.Step(live, taken.Add);

        step.Run(logger);
        Assert.Empty(output.ToString());
        Edit("""{ "server.port": 2, "server.token_required": "always" }""");
        step.Run(logger);
        Edit("""{ "server.prot": 2 }""");
        step.Run(logger);

        Assert.Equal(TokenRule.Always, live.Options.Server.TokenRequired);
        Assert.Equal([live.Options], taken);
        Assert.Contains("taken over: server.token_required", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("wait for a restart: server.port", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Did you mean server.port?", output.ToString(), StringComparison.Ordinal);
    }

    private void Edit(string text) =>
        File.SetLastWriteTimeUtc(_folder.File("config.json", text), DateTime.UnixEpoch.AddDays(20_000 + _edits++));
}
