using System.Globalization;
using GraphMemory.Server.Mcp.Inside;

namespace GraphMemory.Server.Mcp.Resources;

/// <summary>What a <c>memory://</c> address names.</summary>
/// <param name="Kind">The inside tool that answers; <see cref="Graph"/> for the whole graph.</param>
/// <param name="Key">Name of the entity or id of the fact; empty where there is only one.</param>
internal readonly record struct ResourceUri(string Kind, string Key)
{
    public const string Graph = "knowledge-graph";

    private const string Scheme = "memory://";

    public static string OfEntity(string name) => $"{Scheme}{ResourceAnswers.Entity}/{Uri.EscapeDataString(name)}";

    public static string Of(string kind) => Scheme + kind;

    public static ResourceUri? Parse(string? uri)
    {
        if (uri is null || !uri.StartsWith(Scheme, StringComparison.Ordinal)) { return null; }
        var path = uri[Scheme.Length..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return path is Graph or ResourceAnswers.Recent or ResourceAnswers.Workspace ? new ResourceUri(path, "") : null;
        }

        var (kind, key) = (path[..slash], Uri.UnescapeDataString(path[(slash + 1)..]));
        return kind switch
        {
            ResourceAnswers.Entity when key.Length > 0 => new ResourceUri(kind, key),
            ResourceAnswers.Fact when long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _) => new ResourceUri(kind, key),
            _ => null,
        };
    }
}
