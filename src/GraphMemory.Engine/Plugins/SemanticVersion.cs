using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace GraphMemory.Engine.Plugins;

/// <summary>A version by Semantic Versioning 2.0.0. Build metadata is read and does not count (10).</summary>
public sealed record SemanticVersion(int Major, int Minor, int Patch, string PreRelease = "") : IComparable<SemanticVersion>, IComparisonOperators<SemanticVersion, SemanticVersion, bool>
{
    private const int LengthMax = 128;

    public static SemanticVersion? Parse(string text)
    {
        if (text.Length is 0 or > LengthMax) { return null; }
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0 && !AreIdentifiers(text[(plus + 1)..], allowLeadingZero: true)) { return null; }
        var version = plus < 0 ? text : text[..plus];
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var pre = dash < 0 ? "" : version[(dash + 1)..];
        if (dash >= 0 && !AreIdentifiers(pre, allowLeadingZero: false)) { return null; }
        var numbers = (dash < 0 ? version : version[..dash]).Split('.');
        return numbers.Length == 3 && Number(numbers[0]) is { } major && Number(numbers[1]) is { } minor && Number(numbers[2]) is { } patch
            ? new(major, minor, patch, pre)
            : null;
    }

    /// <summary>Precedence (11): a pre-release comes before its release; its parts compare as numbers where both are, and numbers come first.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) { return 1; }
        var core = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (core != 0 || PreRelease == other.PreRelease) { return core; }
        if (PreRelease.Length == 0) { return 1; }
        return other.PreRelease.Length == 0 ? -1 : ComparePreReleases(PreRelease.Split('.'), other.PreRelease.Split('.'));
    }

    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(PreRelease.Length == 0 ? "" : "-" + PreRelease)}");

    private static int ComparePreReleases(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var part = (IsNumber(left[i]), IsNumber(right[i])) switch
            {
                (true, true) => left[i].Length != right[i].Length ? left[i].Length.CompareTo(right[i].Length) : string.CompareOrdinal(left[i], right[i]),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left[i], right[i]),
            };
            if (part != 0) { return part; }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int? Number(string text) =>
        IsNumber(text) && (text.Length == 1 || text[0] != '0') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool AreIdentifiers(string text, bool allowLeadingZero) => text.Split('.').All(part =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && (allowLeadingZero || !IsNumber(part) || part.Length == 1 || part[0] != '0'));

    private static bool IsNumber([NotNullWhen(true)] string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
