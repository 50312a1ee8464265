using GraphMemory.Server.Configuration;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Configuration;

public sealed class ConfigurationKeysTests
{
    /// <summary>Another allowed value and a forbidden one for each key: the test fails when a key is added without a line here.</summary>
    public static TheoryData<string, string, string?> Samples => new()
    {
        { "data.folder", "/memory", "" },
        { "data.user_layer", "false", "maybe" },
        { "quotas.entities_max", "1000", "-1" },
        { "quotas.facts_max", "5000", "-1" },
        { "quotas.text_mb_max", "64", "-1" },
        { "data.workspace", "work", new string('w', 129) },
        { "server.bind", "::1", "nowhere" },
        { "server.port", "0", "65536" },
        { "server.allow_non_loopback", "true", "yes" },
        { "server.allowed_hosts", "a.test,[::1]", "a.test:80" },
        { "server.allowed_origins", "http://a.test:3000", "a.test" },
        { "server.token_required", "always", "sometimes" },
        { "server.token", "0123456789abcdef0123456789abcdef", "short" },
        { "server.request_body_bytes_max", "2048", "10" },
        { "server.request_timeout_seconds", "1", "0" },
        { "server.connections_max", "5", "0" },
        { "server.keep_alive_timeout_seconds", "1", "0" },
        { "server.headers_timeout_seconds", "5", "0" },
        { "server.body_bytes_per_second_min", "1", "0" },
        { "server.rate_limit_per_minute", "600", "-1" },
        { "server.rate_limit_burst", "10", "0" },
        { "server.shutdown_timeout_seconds", "0", "-1" },
        { "mcp.tools", "reference", "most" },
        { "mcp.memory_file", "/memory.jsonl", "" },
        { "mcp.use_running_server", "false", "no" },
        { "mcp.answer_tokens_max", "500", "10" },
        { "mcp.answer_tokens_default", "500", "10" },
        { "mcp.watch_interval_ms", "500", "1" },
        { "mcp.remote_timeout_ms", "500", "1" },
        { "mcp.memory_file_wait_ms", "0", "-1" },
        { "mcp.last_answers_ms", "0", "-1" },
        { "store.read_only", "true", "1" },
        { "store.busy_timeout_ms", "100", "0" },
        { "store.readers_max", "8", "0" },
        { "store.batch_writes_max", "1", "0" },
        { "store.writer_cache_kb", "512", "1" },
        { "store.reader_cache_kb", "512", "1" },
        { "store.checkpoint_bytes", "65536", "1" },
        { "store.wal_bytes_max", "1048576", "1" },
        { "store.rebuild_at_once_bytes", "0", "-1" },
        { "store.log_retention_days", "30", "-1" },
        { "index.tail_events_max", "64", "1" },
        { "index.segment_events_max", "10000", "1" },
        { "index.fanout", "2", "1" },
        { "care.defaults", "tag:scratch=7d,type:session=archive/30d", "scratch=7d" },
        { "care.undo_days", "0", "-1" },
        { "care.quiet_days", "1", "0" },
        { "vectors.provider", "openai", "magic" },
        { "vectors.model_path", "/models/model.onnx", "" },
        { "vectors.onnx_library", "/lib/libonnxruntime.so", "" },
        { "vectors.url", "http://localhost:11434/v1", "localhost" },
        { "vectors.model", "small", "two\nlines" },
        { "vectors.api_key", "secret", "two\nlines" },
        { "vectors.dimensions", "256", "-1" },
        { "vectors.batch", "8", "0" },
        { "vectors.tokens_max", "128", "1" },
        { "vectors.timeout_ms", "500", "1" },
        { "vectors.query_timeout_ms", "500", "1" },
        { "vectors.exact_max", "1000", "1" },
        { "vectors.breadth", "64", "1" },
        { "vectors.query_prefix", "query: ", "two\nlines" },
        { "vectors.text_prefix", "passage: ", "two\nlines" },
        { "analytics.runs_at_once_max", "2", "-1" },
        { "analytics.queue_max", "0", "-1" },
        { "analytics.timeout_seconds", "10", "0" },
        { "analytics.reports_max", "10", "2" },
        { "plugins.strict", "true", "yes" },
        { "plugins.start_timeout_seconds", "1", "0" },
        { "plugins.failures_max", "3", "0" },
        { "plugins.pause_seconds", "5", "0" },
        { "limits.name_length_max", "64", "1" },
        { "limits.text_length_max", "512", "1" },
        { "limits.items_per_request_max", "5", "0" },
        { "limits.tags_per_fact_max", "0", "-1" },
        { "limits.metadata_length_max", "0", "-1" },
        { "logging.level", "debug", "chatty" },
    };

    [Fact]
    public void Every_key_has_a_sample() => Assert.Equal(
        ConfigurationKeys.All.Items.Select(key => key.Name).Order(), Samples.Select(row => row.Data.Item1).Order());

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_key_takes_its_own_value_and_nothing_else(string name, string allowed, string? refused)
    {
        Assert.True(ConfigurationKeys.All.TryGet(name, out var key));
        var before = new GraphMemoryOptions();

        var after = key.Apply(before, allowed)!;

        Assert.Equal(allowed, key.Read(after));
        Assert.NotEqual(key.Default, key.Read(after));
        Assert.All(ConfigurationKeys.All.Items.Where(other => other.Name != name), other => Assert.Equal(other.Default, other.Read(after)));
        Assert.Null(key.Apply(before, refused!));
    }

    [Fact]
    public void Every_key_is_explained_and_its_variable_leads_back_to_it() => Assert.All(ConfigurationKeys.All.Items, key =>
    {
        Assert.NotEmpty(key.Description);
        Assert.NotEmpty(key.Allowed);
        Assert.Equal(key.Name, ConfigurationVariables.Read(new Dictionary<string, string> { [key.Variable] = "x" }).Single().Path);
    });

    [Theory]
    [InlineData(Platform.Linux, "/home/me/.local/share/graphmemory")]
    [InlineData(Platform.MacOs, "/home/me/Library/Application Support/graphmemory")]
    [InlineData(Platform.Windows, "/home/me/AppData/Local/graphmemory")]
    internal void The_data_folder_follows_the_platform(Platform platform, string expected) =>
        Assert.Equal(expected, DataFolderDefault.Of(platform, "/home/me", new Dictionary<string, string>()));

    [Fact]
    public void The_platforms_variables_are_honoured()
    {
        var variables = new Dictionary<string, string> { ["XDG_DATA_HOME"] = "/data", ["LOCALAPPDATA"] = "/local" };

        Assert.Equal("/data/graphmemory", DataFolderDefault.Of(Platform.Linux, "/home/me", variables));
        Assert.Equal("/local/graphmemory", DataFolderDefault.Of(Platform.Windows, "/home/me", variables));
    }

    [Fact]
    public void A_relative_XDG_folder_is_ignored_as_the_specification_asks() => Assert.Equal(
        "/home/me/.local/share/graphmemory",
        DataFolderDefault.Of(Platform.Linux, "/home/me", new Dictionary<string, string> { ["XDG_DATA_HOME"] = "data" }));

    [Fact]
    public void Every_tool_profile_can_be_asked_for()
    {
        Assert.True(ConfigurationKeys.All.TryGet(ConfigurationKeys.McpTools, out var key));
        Assert.Equal(ToolProfiles.Create().Items.Select(profile => profile.Name).Order(), key.Allowed.Split(", ").Order());
    }
}
