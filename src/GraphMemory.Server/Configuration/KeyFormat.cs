using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace GraphMemory.Server.Configuration;

/// <summary>How the value of a key is written: its type's name, what is allowed, and the way to and from text.</summary>
/// <param name="Parse">Null when the text is not allowed.</param>
internal sealed record KeyFormat<T>(string Type, string Allowed, Func<string, Parsed<T>?> Parse, Func<T, string> Write);

/// <summary>A value that was read from text; wraps so that null can mean "not allowed" for any type.</summary>
internal sealed record Parsed<T>(T Value);

internal static class KeyFormat
{
    public static KeyFormat<bool> Boolean { get; } = new(
        "boolean", "true or false",
        text => bool.TryParse(text, out var value) ? new(value) : null,
        value => value ? "true" : "false");

    public static KeyFormat<string> Text(string allowed, Func<string, bool> isAllowed) => new(
        "text", allowed, text => isAllowed(text) ? new(text) : null, value => value);

    /// <summary>An IP address, or <c>localhost</c>.</summary>
    public static KeyFormat<string> Address { get; } = Text(
        "an IP address or localhost", text => text == "localhost" || IPAddress.TryParse(text, out _));

    /// <summary>A path of this machine, made absolute.</summary>
    public static KeyFormat<string> Path { get; } = new(
        "path", "a path",
        text => text.Length == 0 || text.Contains('\0', StringComparison.Ordinal) ? null : new(System.IO.Path.GetFullPath(text)),
        value => value);

    public static KeyFormat<int> Integer(int min, int max) => new(
        "integer", string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"),
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? new(value) : null,
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>One of an enumeration's names, written in lower case.</summary>
    public static KeyFormat<T> Choice<T>(params T[] values) where T : struct, Enum => new(
        "choice", string.Join(", ", values.Select(Lower)),
        text => values.Where(value => Lower(value).Equals(text, StringComparison.OrdinalIgnoreCase)).Select(value => new Parsed<T>(value)).FirstOrDefault(),
        Lower);

    public static KeyFormat<string> Choice(params string[] names) => new(
        "choice", string.Join(", ", names),
        text => names.Contains(text, StringComparer.Ordinal) ? new(text) : null,
        value => value);

    /// <summary>Words separated by commas; a JSON array in the file.</summary>
    public static KeyFormat<ImmutableArray<string>> List(int countMax, string allowed, Func<string, bool> isAllowed) => new(
        "list", allowed,
        text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is var words
            && words.Length <= countMax && words.All(isAllowed) ? new([.. words]) : null,
        value => string.Join(",", value));

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
