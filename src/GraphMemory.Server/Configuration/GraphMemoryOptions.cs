using GraphMemory.Server.Analytics;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Configuration;

/// <summary>Everything that can be set, as one immutable tree. Defaults stand here; <see cref="ConfigurationKeys"/> documents each of them.</summary>
internal sealed record GraphMemoryOptions
{
    public DataOptions Data { get; init; } = new();

    public QuotaOptions Quotas { get; init; } = new();

    public ServerOptions Server { get; init; } = new();

    public McpOptions Mcp { get; init; } = new();

    public StoreOptions Store { get; init; } = new();

    public RecallIndexOptions Index { get; init; } = new();

    public VectorsOptions Vectors { get; init; } = new();

    public LimitsOptions Limits { get; init; } = new();

    public CareOptions Care { get; init; } = new();

    public AnalyticsOptions Analytics { get; init; } = new();

    public PluginsOptions Plugins { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();
}
