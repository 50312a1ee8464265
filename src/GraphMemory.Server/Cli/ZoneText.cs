using System.Globalization;

namespace GraphMemory.Server.Cli;

/// <summary>Time zones as people write them: a name of the tz database, or an offset.</summary>
internal static class ZoneText
{
    private const int OffsetHoursMax = 14;

    public static TimeZoneInfo? Parse(string text)
    {
        if (text.Length > 1 && text[0] is '+' or '-') { return Offset(text); }
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
    }

    private static TimeZoneInfo? Offset(string text)
    {
        if (!TimeSpan.TryParseExact(text[1..], ["hh\\:mm", "hhmm", "hh"], CultureInfo.InvariantCulture, out var offset)) { return null; }
        if (offset > TimeSpan.FromHours(OffsetHoursMax)) { return null; }
        return TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -offset : offset, text, text);
    }
}
