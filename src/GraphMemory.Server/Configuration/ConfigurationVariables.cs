namespace GraphMemory.Server.Configuration;

/// <summary>The environment as a source: <c>GRAPHMEMORY__SECTION__KEY</c>, and the short names in the table of keys.</summary>
internal static class ConfigurationVariables
{
    /// <summary>An empty variable counts as not set, as shells make it hard to remove one.</summary>
    public static IEnumerable<ConfigurationEntry> Read(IReadOnlyDictionary<string, string> variables)
    {
        var shortNames = ConfigurationKeys.All.Items
            .Where(key => key.ShortVariable is not null && variables.GetValueOrDefault(key.ShortVariable) is { Length: > 0 })
            .Select(key => Entry(key.ShortVariable!, key.Name, variables[key.ShortVariable!]));
        var longNames = variables
            .Where(pair => pair.Value.Length > 0 && pair.Key.StartsWith(ConfigurationKey.VariablePrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Entry(pair.Key, PathOf(pair.Key), pair.Value));
        return shortNames.Concat(longNames);
    }

    private static ConfigurationEntry Entry(string variable, string path, string value) => new(path, value, variable, $"environment {variable}");

    private static string PathOf(string variable) =>
        variable[ConfigurationKey.VariablePrefix.Length..].Replace("__", ".", StringComparison.Ordinal).ToLowerInvariant();
}
