using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Tests.Configuration;

public sealed class LiveConfigurationTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _edits;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_file_brings_reloadable_keys_at_once_and_names_those_that_wait()
    {
        var live = Start("""{ "logging.level": "warning", "server.port": 1 }""");
        Assert.Null(live.Step());

        Edit("""{ "logging.level": "debug", "server.port": 2 }""");
        var change = live.Step()!.Value.Value;

        Assert.Equal(LogLevel.Debug, live.Options.Logging.Level);
        Assert.Equal(1, live.Options.Server.Port);
        Assert.Equal(["logging.level"], change.Taken);
        Assert.Equal(["server.port"], change.NeedRestart);
        Assert.Null(live.Step());
    }

    [Fact]
    public void A_bad_file_changes_nothing()
    {
        var live = Start("""{ "logging.level": "warning" }""");
        Edit("""{ "logging.level": "loud" }""");

        Assert.Equal("CONFIG_001", live.Step()!.Value.Problem!.Code.Name);
        Assert.Equal(LogLevel.Warning, live.Options.Logging.Level);
    }

    [Fact]
    public void A_file_that_comes_later_and_one_that_goes_are_noticed()
    {
        var live = new LiveConfiguration(ConfigurationLoader.Load(new(_folder.Path, new Dictionary<string, string>(), null, [])).Value);
        Assert.Null(live.Step());
        Edit("""{ "logging.level": "debug" }""");
        Assert.Equal(["logging.level"], live.Step()!.Value.Value.Taken);
        File.Delete(Path.Combine(_folder.Path, "config.json"));
        Assert.Equal(["logging.level"], live.Step()!.Value.Value.Taken);

        Assert.Equal(LogLevel.Information, live.Options.Logging.Level);
        Assert.Empty(live.Step(isForced: true)!.Value.Value.Taken);
    }

    private LiveConfiguration Start(string text)
    {
        Edit(text);
        return new(ConfigurationLoader.Load(new(_folder.Path, new Dictionary<string, string>(), null, [])).Value);
    }

    private void Edit(string text) =>
        File.SetLastWriteTimeUtc(_folder.File("config.json", text), DateTime.UnixEpoch.AddDays(20_000 + _edits++));
}
