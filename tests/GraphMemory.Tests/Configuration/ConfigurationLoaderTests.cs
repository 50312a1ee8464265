using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<ConfigurationEntry> _flags = [];
    private string? _file;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_any_source_every_value_is_the_default()
    {
        var loaded = Load().Value;

        Assert.Equal(new GraphMemoryOptions().Server.Port, loaded.Options.Server.Port);
        Assert.Equal(_folder.Path, loaded.Options.Data.Folder);
        Assert.All(loaded.Settings, setting => Assert.Equal("default", setting.Origin));
    }

    [Fact]
    public void Flags_win_over_environment_over_file_over_defaults()
    {
        var file = _folder.File("config.json", """{ "server": { "port": 1, "connections_max": 11, "request_timeout_seconds": 111 } }""");
        _variables["GRAPHMEMORY__SERVER__PORT"] = "2";
        _variables["GRAPHMEMORY__SERVER__CONNECTIONS_MAX"] = "22";
        _flags.Add(new("server.port", "3", "--port", "flag --port"));

        var loaded = Load().Value;

        Assert.Equal((3, 22, 111), (loaded.Options.Server.Port, loaded.Options.Server.ConnectionsMax, loaded.Options.Server.RequestTimeoutSeconds));
        Assert.Equal("flag --port", OriginOf(loaded, "server.port"));
        Assert.Equal("environment GRAPHMEMORY__SERVER__CONNECTIONS_MAX", OriginOf(loaded, "server.connections_max"));
        Assert.Equal($"file {file}", OriginOf(loaded, "server.request_timeout_seconds"));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_the_nearest_name()
    {
        _folder.File("config.json", """{ "server": { "prot": 1, "port": "many" } }""");
        _variables["GRAPHMEMORY__LOGGING__LEVEL"] = "loud";
        _flags.Add(new("mcp.tool", "default", "--set mcp.tool", "flag --set"));

        var problem = Load().Problem!;

        Assert.Equal("CONFIG_001", problem.Code.Name);
        Assert.Equal(["server.prot", "server.port", "GRAPHMEMORY__LOGGING__LEVEL", "--set mcp.tool"], problem.Fields.Select(field => field.Field));
        Assert.Contains("server.port", problem.Fields[0].Fix, StringComparison.Ordinal);
        Assert.Contains("0 to 65535", problem.Fields[1].Fix, StringComparison.Ordinal);
        Assert.Contains("mcp.tools", problem.Fields[3].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_resembles_nothing_points_to_the_list()
    {
        _flags.Add(new("zzzzzzzzzzzzzzzz", "", "--set zzzzzzzzzzzzzzzz", "flag --set"));

        Assert.Contains("config keys", Load().Problem!.Fields.Single().Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_shown_neither_in_force_nor_in_a_fault()
    {
        _variables["GRAPHMEMORY__SERVER__TOKEN"] = "0123456789abcdef0123456789abcdef";
        Assert.Equal(ConfigurationSetting.Mask, Load().Value.Settings.Single(setting => setting.Key.Name == "server.token").Value);

        _variables["GRAPHMEMORY__SERVER__TOKEN"] = "hunter2";
        Assert.DoesNotContain("hunter2", Load().Problem!.Fields.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_the_data_folder_that_a_variable_names_is_read()
    {
        _folder.File("elsewhere/config.json", """{ "server.port": 4242 }""");
        _variables["GRAPHMEMORY_DATA"] = Path.Combine(_folder.Path, "elsewhere");

        var loaded = Load().Value;

        Assert.Equal(4242, loaded.Options.Server.Port);
        Assert.Equal("environment GRAPHMEMORY_DATA", OriginOf(loaded, "data.folder"));
    }

    [Fact]
    public void The_file_inside_a_data_folder_cannot_move_the_data_folder()
    {
        _folder.File("config.json", """{ "data": { "folder": "/elsewhere" } }""");

        Assert.Equal("data.folder", Load().Problem!.Fields.Single().Field);
    }

    [Fact]
    public void A_file_named_by_flag_may_name_the_data_folder_and_hold_comments()
    {
        _file = _folder.File("my.json", """
            {
              // where it lives
              "data": { "folder": "/elsewhere", },
              "server": { "allowed_hosts": ["memory.test", "localhost"], "allow_non_loopback": false },
            }
            """);

        var options = Load().Value.Options;

        Assert.Equal("/elsewhere", options.Data.Folder);
        Assert.Equal(["memory.test", "localhost"], options.Server.AllowedHosts);
    }

    [Theory]
    [InlineData("{ nonsense")]
    [InlineData("[]")]
    [InlineData("""{ "server": { "port": 1, "port": 2 } }""")]
    public void A_file_that_cannot_be_understood_is_refused(string text)
    {
        _file = _folder.File("my.json", text);

        Assert.Equal("CONFIG_002", Load().Problem!.Code.Name);
    }

    [Fact]
    public void A_file_that_is_missing_or_too_large_is_refused()
    {
        _file = Path.Combine(_folder.Path, "absent.json");
        Assert.Equal("CONFIG_002", Load().Problem!.Code.Name);

        _file = _folder.File("large.json", new string(' ', 1024 * 1024 + 1));
        Assert.Contains("larger", Load().Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Listening_beyond_this_machine_needs_a_decision_and_a_token()
    {
        _flags.Add(new("server.bind", "0.0.0.0", "--bind", "flag --bind"));
        Assert.Equal("server.bind", Load().Problem!.Fields.Single().Field);

        _flags.Add(new("server.allow_non_loopback", "true", "--set", "flag --set"));
        Assert.True(Load().IsSuccess);

        _flags.Add(new("server.token_required", "never", "--set", "flag --set"));
        Assert.Equal("server.token_required", Load().Problem!.Fields.Single().Field);
    }

    private Result<LoadedConfiguration> Load() => ConfigurationLoader.Load(new(_folder.Path, _variables, _file, [.. _flags]));

    private static string OriginOf(LoadedConfiguration loaded, string path) => loaded.Settings.Single(setting => setting.Key.Name == path).Origin;
}
