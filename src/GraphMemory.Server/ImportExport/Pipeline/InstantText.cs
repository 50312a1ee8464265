using System.Globalization;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>Instants in files. Written as RFC 3339 in UTC with milliseconds; read in the many ways in which other programs write them.</summary>
internal static class InstantText
{
    /// <summary>A valid time may lie beyond the years that a calendar can write; then it is written as Unix milliseconds.</summary>
    private const string MillisecondsPrefix = "ms:";

    /// <summary>A number below this is taken as Unix seconds, above as milliseconds: the year 2128, or the 14th of January 1970.</summary>
    private const double SecondsMax = 5_000_000_000;

    private static readonly long FirstMs = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LastMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(long atMs) => atMs >= FirstMs && atMs <= LastMs
        ? DateTimeOffset.FromUnixTimeMilliseconds(atMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        : MillisecondsPrefix + atMs.ToString(CultureInfo.InvariantCulture);

    /// <summary>Unix milliseconds; null when the text is no instant. A time without an offset is taken in <paramref name="zone"/>.</summary>
    public static long? Parse(string text, TimeZoneInfo zone)
    {
        if (text.StartsWith(MillisecondsPrefix, StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(MillisecondsPrefix.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var atMs) ? atMs : null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) { return OfNumber(number); }
        if (!text.AsSpan().ContainsAny("-/:") || !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)) { return null; }
        return parsed.Kind == DateTimeKind.Unspecified ? InZone(parsed, zone) : new DateTimeOffset(parsed.ToUniversalTime()).ToUnixTimeMilliseconds();
    }

    /// <summary>Unix seconds or milliseconds.</summary>
    public static long? OfNumber(double number)
    {
        var atMs = Math.Abs(number) < SecondsMax ? number * 1000 : number;
        return atMs > FirstMs && atMs < LastMs ? (long)Math.Round(atMs) : null;
    }

    /// <summary>A bound of valid time: null for an open one.</summary>
    public static string? Bound(long atMs) => atMs is ValidTime.Beginning or ValidTime.Open ? null : Of(atMs);

    private static long InZone(DateTime local, TimeZoneInfo zone) =>
        (long)(local - zone.GetUtcOffset(local) - DateTime.UnixEpoch).TotalMilliseconds;
}
