using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Configuration;

/// <summary>Every key there is. This list is the documentation: <c>graphmemory config keys</c> prints it.</summary>
internal static class ConfigurationKeys
{
    public const string DataFolder = "data.folder";
    public const string DataWorkspace = "data.workspace";
    public const string ServerBind = "server.bind";
    public const string ServerPort = "server.port";
    public const string McpTools = "mcp.tools";
    public const string McpMemoryFile = "mcp.memory_file";

    public static Registry<ConfigurationKey> All { get; } = new("configuration keys",
    [
        ConfigurationKey.Of(DataFolder, KeyFormat.Path, "Folder that holds the memory; the platform's convention when not set",
            o => o.Data.Folder, (o, v) => o with { Data = o.Data with { Folder = v } }) with { ShortVariable = "GRAPHMEMORY_DATA" },
        ConfigurationKey.Of(DataWorkspace, KeyFormat.Text("empty, or 1 to 128 characters", text => text.Length <= Workspace.NameLengthMax),
            "Workspace used when a command names none; empty takes that of the repository around the current folder",
            o => o.Data.Workspace, (o, v) => o with { Data = o.Data with { Workspace = v } }),

        ConfigurationKey.Of(ServerBind, KeyFormat.Address, "Address that serve listens on",
            o => o.Server.Bind, (o, v) => o with { Server = o.Server with { Bind = v } }),
        ConfigurationKey.Of(ServerPort, KeyFormat.Integer(0, 65_535), "Port that serve listens on; 0 takes a free one",
            o => o.Server.Port, (o, v) => o with { Server = o.Server with { Port = v } }),
        ConfigurationKey.Of("server.allow_non_loopback", KeyFormat.Boolean, "Lets server.bind be an address that other machines reach",
            o => o.Server.AllowNonLoopback, (o, v) => o with { Server = o.Server with { AllowNonLoopback = v } }),
        ConfigurationKey.Of("server.allowed_hosts", KeyFormat.List(64, "host names without port", IsHost), "Names accepted in the Host header",
            o => o.Server.AllowedHosts, (o, v) => o with { Server = o.Server with { AllowedHosts = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.allowed_origins", KeyFormat.List(64, "origins such as http://localhost:3000", IsOrigin),
            "Web origins that may call, besides the pages of allowed hosts",
            o => o.Server.AllowedOrigins, (o, v) => o with { Server = o.Server with { AllowedOrigins = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.token_required", KeyFormat.Choice(TokenRule.Writes, TokenRule.Always, TokenRule.Never),
            "HTTP requests that must carry the local token",
            o => o.Server.TokenRequired, (o, v) => o with { Server = o.Server with { TokenRequired = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.token", KeyFormat.Text("empty, or 32 to 512 characters without spaces", IsToken),
            "Local token; empty takes the one of the file \"token\" in the data folder",
            o => o.Server.Token, (o, v) => o with { Server = o.Server with { Token = v } }) with { IsSecret = true },
        ConfigurationKey.Of("server.request_body_bytes_max", KeyFormat.Integer(1_024, 1 << 30), "Largest request body",
            o => o.Server.RequestBodyBytesMax, (o, v) => o with { Server = o.Server with { RequestBodyBytesMax = v } }),
        ConfigurationKey.Of("server.request_timeout_seconds", KeyFormat.Integer(1, 3_600), "Time one request may take; streams are exempt",
            o => o.Server.RequestTimeoutSeconds, (o, v) => o with { Server = o.Server with { RequestTimeoutSeconds = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.connections_max", KeyFormat.Integer(1, 100_000), "Open connections at a time",
            o => o.Server.ConnectionsMax, (o, v) => o with { Server = o.Server with { ConnectionsMax = v } }),
        ConfigurationKey.Of("server.keep_alive_timeout_seconds", KeyFormat.Integer(1, 3_600), "Time an idle connection stays open",
            o => o.Server.KeepAliveTimeoutSeconds, (o, v) => o with { Server = o.Server with { KeepAliveTimeoutSeconds = v } }),
        ConfigurationKey.Of("server.headers_timeout_seconds", KeyFormat.Integer(1, 300), "Time in which the headers of a request must have come",
            o => o.Server.HeadersTimeoutSeconds, (o, v) => o with { Server = o.Server with { HeadersTimeoutSeconds = v } }),
        ConfigurationKey.Of("server.body_bytes_per_second_min", KeyFormat.Integer(1, 1 << 20), "Slowest pace at which a body may be sent or taken, after 5 seconds of grace",
            o => o.Server.BodyBytesPerSecondMin, (o, v) => o with { Server = o.Server with { BodyBytesPerSecondMin = v } }),
        ConfigurationKey.Of("server.rate_limit_per_minute", KeyFormat.Integer(0, 10_000_000), "HTTP requests that one client may make in a minute; 0 does not count",
            o => o.Server.RateLimitPerMinute, (o, v) => o with { Server = o.Server with { RateLimitPerMinute = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.rate_limit_burst", KeyFormat.Integer(1, 1_000_000), "Requests that a client which has been quiet may make at once",
            o => o.Server.RateLimitBurst, (o, v) => o with { Server = o.Server with { RateLimitBurst = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("server.shutdown_timeout_seconds", KeyFormat.Integer(0, 300), "Time that running requests get when the server stops",
            o => o.Server.ShutdownTimeoutSeconds, (o, v) => o with { Server = o.Server with { ShutdownTimeoutSeconds = v } }),

        .. McpKeys.All,
        .. WorkspaceKeys.All,
        .. EngineKeys.All,
        .. CareKeys.All,
        .. VectorsKeys.All,
        .. AnalyticsKeys.All,
        .. PluginsKeys.All,

        ConfigurationKey.Of("limits.name_length_max", KeyFormat.Integer(16, 65_536), "Characters of a name, type or tag",
            o => o.Limits.NameLengthMax, (o, v) => o with { Limits = o.Limits with { NameLengthMax = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("limits.text_length_max", KeyFormat.Integer(256, 16_777_216), "Characters of one observation",
            o => o.Limits.TextLengthMax, (o, v) => o with { Limits = o.Limits with { TextLengthMax = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("limits.items_per_request_max", KeyFormat.Integer(1, 1_000_000), "Entities, relations or observations in one request",
            o => o.Limits.ItemsPerRequestMax, (o, v) => o with { Limits = o.Limits with { ItemsPerRequestMax = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("limits.tags_per_fact_max", KeyFormat.Integer(0, 1_024), "Tags of one fact",
            o => o.Limits.TagsPerFactMax, (o, v) => o with { Limits = o.Limits with { TagsPerFactMax = v } }) with { IsReloadable = true },
        ConfigurationKey.Of("limits.metadata_length_max", KeyFormat.Integer(0, 1_048_576), "Characters of the metadata of one fact",
            o => o.Limits.MetadataLengthMax, (o, v) => o with { Limits = o.Limits with { MetadataLengthMax = v } }) with { IsReloadable = true },

        ConfigurationKey.Of("logging.level", KeyFormat.Choice(LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.None),
            "Least serious message that is written to stderr",
            o => o.Logging.Level, (o, v) => o with { Logging = o.Logging with { Level = v } }) with { IsReloadable = true },
    ]);

    private static bool IsHost(string text) =>
        text.Length <= 255 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '[' or ']' or ':' or '_')
        && (text.StartsWith('[') || !text.Contains(':', StringComparison.Ordinal));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/') && uri.Host.Length > 0;

    private static bool IsToken(string text) => text.Length == 0 || (text.Length is >= 32 and <= 512 && text.All(c => c is > ' ' and < (char)127));
}
