using System.Collections.Frozen;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>The four kinds of memory, and which of them each of the types that the ancestor's guides and commands use belongs to.</summary>
internal static class MemoryKinds
{
    private static readonly FrozenDictionary<string, string> KindOfType = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["procedural"] = "procedural", ["procedure"] = "procedural", ["code"] = "procedural",
        ["semantic"] = "semantic", ["concept"] = "semantic", ["insight"] = "semantic", ["note"] = "semantic", ["idea"] = "semantic", ["reference"] = "semantic",
        ["episodic"] = "episodic", ["task"] = "episodic",
        ["declarative"] = "declarative", ["fact"] = "declarative",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A type that nobody has mapped is a thing that is known.</summary>
    public static string Of(string type) => KindOfType.GetValueOrDefault(type, "semantic");

    /// <summary>A memory is found by its own type, and by its kind.</summary>
    public static bool Matches(string type, string wanted) =>
        type.Equals(wanted, StringComparison.OrdinalIgnoreCase) || Of(type).Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
