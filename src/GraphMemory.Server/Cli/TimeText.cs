using System.Globalization;
using System.Text.RegularExpressions;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary>Instants as people write them: <c>2026-03-01</c>, <c>2026-03-01T10:30Z</c>, <c>now</c>, or an age such as <c>3d</c>, <c>12h</c>, <c>2w</c>.</summary>
internal static partial class TimeText
{
    public const string Allowed = "a date (2026-03-01), an instant (2026-03-01T10:30Z), now, or an age (30m, 12h, 3d, 2w)";

    /// <summary>Unix milliseconds; null when the text is none of these. A text without an offset is taken in the user's time zone.</summary>
    public static long? Parse(string text, TimeProvider time)
    {
        if (text == "now") { return time.GetUtcNow().ToUnixTimeMilliseconds(); }
        if (Age().Match(text) is { Success: true } age)
        {
            return time.GetUtcNow().AddMilliseconds(-UnitMs(age.Groups[2].Value) * double.Parse(age.Groups[1].Value, CultureInfo.InvariantCulture))
                .ToUnixTimeMilliseconds();
        }

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed) || !text.Contains('-', StringComparison.Ordinal))
        {
            return null;
        }

        return parsed.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(parsed, time.LocalTimeZone.GetUtcOffset(parsed)).ToUnixTimeMilliseconds()
            : new DateTimeOffset(parsed).ToUnixTimeMilliseconds();
    }

    /// <summary>True for a length of time such as 3d.</summary>
    public static bool IsAge(string text) => Age().IsMatch(text);

    /// <summary>The day in the user's time zone.</summary>
    public static string Day(long atMs, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(Of(atMs), time.LocalTimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant for scripts: RFC 3339 in UTC; null for an open bound.</summary>
    public static string? Instant(long atMs) => atMs is ValidTime.Beginning or ValidTime.Open
        ? null
        : Of(atMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    // A valid time may lie beyond the years that a calendar can write.
    private static DateTimeOffset Of(long atMs) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(atMs, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static double UnitMs(string unit) => unit switch
    {
        "m" => TimeSpan.FromMinutes(1).TotalMilliseconds,
        "h" => TimeSpan.FromHours(1).TotalMilliseconds,
        "d" => TimeSpan.FromDays(1).TotalMilliseconds,
        _ => TimeSpan.FromDays(7).TotalMilliseconds,
    };

    [GeneratedRegex(@"^([0-9]{1,6})([mhdw])$")]
    private static partial Regex Age();
}
