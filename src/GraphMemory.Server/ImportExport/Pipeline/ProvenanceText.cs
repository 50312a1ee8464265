using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>The parts of a provenance by name, in one order for all formats.</summary>
internal static class ProvenanceText
{
    public static IReadOnlyList<string> Names { get; } = ["principal", "client", "tool", "session", "file", "commit", "url"];

    /// <summary>The parts that are there.</summary>
    public static IEnumerable<(string Name, string Value)> Parts(Provenance source) =>
        Names.Zip(Values(source)).Where(pair => !string.IsNullOrEmpty(pair.Second)).Select(pair => (pair.First, pair.Second!));

    public static IEnumerable<string?> Values(Provenance source) =>
        [source.Principal, source.Client, source.Tool, source.Session, source.File, source.Commit, source.Url];

    /// <param name="part">Value by name; null or empty when there is none.</param>
    public static Provenance Of(Func<string, string?> part)
    {
        return new(Part("principal"), Part("client"), Part("tool"), Part("session"), Part("file"), Part("commit"), Part("url"));

        string? Part(string name) => part(name) is { Length: > 0 } value ? value : null;
    }
}
