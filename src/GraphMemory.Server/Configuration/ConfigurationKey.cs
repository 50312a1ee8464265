using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Configuration;

/// <summary>One key: its documentation, and the way into and out of the options tree.</summary>
/// <param name="Name">Dotted path.</param>
/// <param name="Allowed">Range or allowed values, in words.</param>
/// <param name="Default">The built-in value as text.</param>
/// <param name="Read">The value of a tree, as text.</param>
/// <param name="Apply">The tree with this text as value; null when the text is not allowed.</param>
internal sealed record ConfigurationKey(
    string Name,
    string Type,
    string Allowed,
    string Default,
    string Description,
    Func<GraphMemoryOptions, string> Read,
    Func<GraphMemoryOptions, string, GraphMemoryOptions?> Apply) : INamed
{
    public const string VariablePrefix = "GRAPHMEMORY__";

    /// <summary>Never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A running server takes the new value from its file without a restart.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>A shorter environment variable that means the same.</summary>
    public string? ShortVariable { get; init; }

    /// <summary>The environment variable: <c>server.port</c> is <c>GRAPHMEMORY__SERVER__PORT</c>.</summary>
    public string Variable => VariablePrefix + Name.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    public static ConfigurationKey Of<T>(
        string path, KeyFormat<T> format, string description, Func<GraphMemoryOptions, T> get, Func<GraphMemoryOptions, T, GraphMemoryOptions> set) => new(
            path, format.Type, format.Allowed, format.Write(get(new GraphMemoryOptions())), description,
            options => format.Write(get(options)),
            (options, text) => format.Parse(text) is { } parsed ? set(options, parsed.Value) : null);
}
