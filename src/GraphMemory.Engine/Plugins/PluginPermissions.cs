using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Plugins;

/// <summary>Something that a plugin may only do when it says so beforehand.</summary>
public sealed record PluginPermission(string Name, string Description) : INamed;

/// <summary>Every permission there is.</summary>
public static class PluginPermissions
{
    public static readonly PluginPermission MemoryRead = new("memory.read", "Ask the memory: recall, and open entities by name");
    public static readonly PluginPermission MemoryWrite = new("memory.write", "Remember");
    public static readonly PluginPermission GraphQuery = new("graph.query", "Put read-only queries to the graph");
    public static readonly PluginPermission Network = new("network", "Reach other machines");
    public static readonly PluginPermission FileSystem = new("filesystem", "Write files");

    public static Registry<PluginPermission> All { get; } = new("plugin permissions", [MemoryRead, MemoryWrite, GraphQuery, Network, FileSystem]);
}
