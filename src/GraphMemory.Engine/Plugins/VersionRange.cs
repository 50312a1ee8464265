using System.Collections.Immutable;

namespace GraphMemory.Engine.Plugins;

/// <summary>
/// The versions that something works with: comparisons separated by blanks, all of which must hold, such as <c>&gt;=1.2.0 &lt;2.0.0</c>.
/// <c>^1.2.0</c> means up to the next major version (of 0.x: the next minor), <c>~1.2.0</c> up to the next minor, <c>*</c> any.
/// </summary>
public sealed record VersionRange
{
    private const int ComparisonsMax = 8;

    private readonly ImmutableArray<(string Sign, SemanticVersion Version)> _comparisons;

    private VersionRange(string text, ImmutableArray<(string, SemanticVersion)> comparisons) => (Text, _comparisons) = (text, comparisons);

    public static VersionRange Any { get; } = new("*", []);

    public string Text { get; }

    public static VersionRange? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["*"]) { return Any; }
        if (words.Length is 0 or > ComparisonsMax) { return null; }
        var comparisons = ImmutableArray.CreateBuilder<(string, SemanticVersion)>();
        foreach (var word in words)
        {
            var sign = word.TakeWhile(c => c is '<' or '>' or '=' or '^' or '~').Count();
            if (sign > 2 || SemanticVersion.Parse(word[sign..]) is not { } version) { return null; }
            switch (word[..sign])
            {
                case "" or "=":
                    comparisons.Add(("=", version));
                    break;
                case "<" or "<=" or ">" or ">=":
                    comparisons.Add((word[..sign], version));
                    break;
                case "^":
                    comparisons.AddRange((">=", version), ("<", version.Major > 0 ? new(version.Major + 1, 0, 0) : new(0, version.Minor + 1, 0)));
                    break;
                case "~":
                    comparisons.AddRange((">=", version), ("<", new(version.Major, version.Minor + 1, 0)));
                    break;
                default:
                    return null;
            }
        }

        return new(text, comparisons.ToImmutable());
    }

    public bool Holds(SemanticVersion version) => _comparisons.All(comparison => comparison.Sign switch
    {
        "<" => version < comparison.Version,
        "<=" => version <= comparison.Version,
        ">" => version > comparison.Version,
        ">=" => version >= comparison.Version,
        _ => version.CompareTo(comparison.Version) == 0,
    });

    public override string ToString() => Text;
}
