using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GraphMemory.Server.Rest;

/// <summary>A point in time in a request: ISO 8601 (UTC when it names no zone) or Unix milliseconds.</summary>
[JsonConverter(typeof(WireTimeConverter))]
internal readonly record struct WireTime(long Ms)
{
    /// <summary>What .NET can write as a date: the years 1 to 9999.</summary>
    private static readonly long MsMin = DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), MsMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static bool TryParse(string? text, out WireTime time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms)) { return TryOf(ms, out time); }
        var isDate = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at);
        time = new(isDate ? at.ToUnixTimeMilliseconds() : 0);
        return isDate;
    }

    public static bool TryOf(long ms, out WireTime time)
    {
        time = new(ms);
        return ms >= MsMin && ms <= MsMax;
    }
}

internal sealed class WireTimeConverter : JsonConverter<WireTime>
{
    public override WireTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out var ms) && WireTime.TryOf(ms, out _),
            JsonTokenType.String => WireTime.TryParse(reader.GetString(), out _),
            _ => false,
        };
        if (!isRead) { throw new JsonException("is not a time such as \"2026-03-01T09:30:00Z\" or Unix milliseconds"); }
        if (reader.TokenType == JsonTokenType.Number) { return new(reader.GetInt64()); }
        _ = WireTime.TryParse(reader.GetString(), out var time);
        return time;
    }

    public override void Write(Utf8JsonWriter writer, WireTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds(value.Ms).UtcDateTime);
}
