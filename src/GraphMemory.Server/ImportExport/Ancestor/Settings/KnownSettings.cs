using System.Collections.Frozen;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.ImportExport.Ancestor.Settings;

/// <summary>What became of one setting: the key it is here with its value, or why it is none.</summary>
/// <param name="Key">Null when it has no key here.</param>
internal sealed record SettingFate(string Name, string? Key, string? Value, string Why);

/// <summary>The settings of GraphMemory-IDE that mean something here, and what became of the others.</summary>
internal static class KnownSettings
{
    private const string NoOtherStore = "there is one store, a folder";

    private static readonly FrozenDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["HOST"] = "server.bind", ["SERVER_HOST"] = "server.bind", ["API_HOST"] = "server.bind",
        ["PORT"] = "server.port", ["SERVER_PORT"] = "server.port", ["API_PORT"] = "server.port",
        ["GRAPHMEMORY_SERVER_URL"] = "server.port", ["SERVERURL"] = "server.port",
        ["ALLOWED_HOSTS"] = "server.allowed_hosts", ["TRUSTED_HOSTS"] = "server.allowed_hosts",
        ["CORS_ORIGINS"] = "server.allowed_origins", ["ALLOWED_ORIGINS"] = "server.allowed_origins", ["CORS_ALLOWED_ORIGINS"] = "server.allowed_origins",
        ["RATE_LIMIT_PER_MINUTE"] = "server.rate_limit_per_minute", ["SECURITY_RATE_LIMIT_PER_MINUTE"] = "server.rate_limit_per_minute",
        ["RATE_LIMIT_BURST"] = "server.rate_limit_burst", ["SECURITY_RATE_LIMIT_BURST"] = "server.rate_limit_burst",
        ["LOG_LEVEL"] = "logging.level", ["SERVER_LOG_LEVEL"] = "logging.level", ["LOGLEVEL"] = "logging.level",
        ["KUZU_READ_ONLY"] = "store.read_only", ["DB_READ_ONLY"] = "store.read_only",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Prefix, string Why)[] Dropped =
    [
        ("DATABASE_", NoOtherStore), ("DB_", NoOtherStore), ("POSTGRES", NoOtherStore), ("KUZU_", "export the graph and import the folder"),
        ("REDIS", NoOtherStore), ("DRAGONFLY", NoOtherStore), ("CELERY", "work is done in the process"), ("SMTP", "nothing is mailed"),
        ("JWT_", "the local token takes its place"), ("CODON_", "everything is compiled"),
    ];

    public static bool IsKnown(string name) => Keys.ContainsKey(Normal(name)) || Array.Exists(Dropped, drop => Normal(name).StartsWith(drop.Prefix, StringComparison.Ordinal));

    public static SettingFate Fate(string name, string value)
    {
        if (Foreign.SecretColumns.Has(name)) { return new(name, null, null, "a secret, which stays where it is"); }
        if (!Keys.TryGetValue(Normal(name), out var key))
        {
            var why = Array.Find(Dropped, drop => Normal(name).StartsWith(drop.Prefix, StringComparison.Ordinal)).Why;
            return new(name, null, null, why ?? "nothing here depends on it");
        }

        var translated = Translated(key, value);
        var isAllowed = ConfigurationKeys.All.TryGet(key, out var known) && known.Apply(new GraphMemoryOptions(), translated) is not null;
        return isAllowed ? new(name, key, translated, $"is {key}") : new(name, null, null, $"is {key}, but its value is not allowed: {known?.Allowed}");
    }

    private static string Normal(string name) => name[(name.LastIndexOf('.') + 1)..].ToUpperInvariant();

    private static string Translated(string key, string value) => key switch
    {
        "server.port" when Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Port > 0 => url.Port.ToString(),
        "server.allowed_hosts" or "server.allowed_origins" => string.Join(',', Foreign.ForeignList.Items(value)),
        "logging.level" => value.ToLowerInvariant() switch { "critical" or "fatal" => "error", "warn" => "warning", "info" => "information", var level => level },
        "store.read_only" => value is "1" or "on" or "yes" ? "true" : value.ToLowerInvariant(),
        _ => value,
    };
}
