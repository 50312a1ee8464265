using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Primitives;

namespace GraphMemory.Server.Rest;

/// <summary>Where a parameter stands in a request.</summary>
internal enum RestPlace
{
    Query,
    Path,
    Header,
}

/// <summary>A parameter of an operation: what the OpenAPI document says of it and what is read from a request are the same object.</summary>
/// <param name="Allowed">What a right value looks like, in words.</param>
internal abstract record RestParameter(string Name, string Description, string Allowed, Func<JsonObject> Schema)
{
    public RestPlace Place { get; init; } = RestPlace.Query;

    public bool IsRequired { get; init; }

    /// <summary>A text of the query or of a header.</summary>
    public static RestParameter<string?> Text(string name, string description, int lengthMax = RestLimits.TextLengthMax) => new(
        name, description, $"1 to {lengthMax} characters",
        () => new JsonObject { ["type"] = "string", ["maxLength"] = lengthMax },
        given => given[^1] is { Length: > 0 } text && text.Length <= lengthMax ? new(text) : null, Fallback: null);

    /// <summary>A segment of the path.</summary>
    public static RestParameter<string> Segment(string name, string description) => new(
        name, description, "a name, percent-encoded",
        () => new JsonObject { ["type"] = "string" }, given => new(given[^1] ?? ""), Fallback: "") { Place = RestPlace.Path, IsRequired = true };

    /// <summary>The id of a fact in the path.</summary>
    public static RestParameter<long> Id(string name, string description) => new(
        name, description, "a whole number above 0",
        () => new JsonObject { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 1 }, given => Long(given, 1), Fallback: 0)
        { Place = RestPlace.Path, IsRequired = true };

    /// <summary>Several texts: the parameter may be repeated.</summary>
    public static RestParameter<ImmutableArray<string>> Texts(string name, string description) => new(
        name, description, $"up to {RestLimits.ListItemsMax} texts; repeat the parameter for more than one",
        () => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["maxItems"] = RestLimits.ListItemsMax },
        given => given.Count <= RestLimits.ListItemsMax && given.All(text => text?.Length is > 0 and <= RestLimits.TextLengthMax) ? new([.. given!]) : null,
        Fallback: []);

    public static RestParameter<int> Count(string name, string description, int fallback, int min, int max) => new(
        name, description, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
        () => new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max, ["default"] = fallback },
        given => int.TryParse(given[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= min && count <= max ? new(count) : null,
        fallback);

    public static RestParameter<long?> Position(string name, string description) => new(
        name, description, "a whole number, 0 or more",
        () => new JsonObject { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0 },
        given => Long(given, 0) is { } parsed ? new(parsed.Value) : null, Fallback: null);

    public static RestParameter<bool> Flag(string name, string description, bool fallback = false) => new(
        name, description, "true or false",
        () => new JsonObject { ["type"] = "boolean", ["default"] = fallback },
        given => bool.TryParse(given[^1], out var flag) ? new(flag) : null, fallback);

    /// <summary>A point in time: ISO 8601, UTC when it names no zone, or Unix milliseconds.</summary>
    public static RestParameter<long?> Instant(string name, string description) => new(
        name, description, "a time such as 2026-03-01 or 2026-03-01T09:30:00Z, or Unix milliseconds",
        () => new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("2026-03-01T09:30:00Z") },
        given => WireTime.TryParse(given[^1], out var time) ? new(time.Ms) : null, Fallback: null);

    /// <summary>One of a few words.</summary>
    public static RestParameter<string> Choice(string name, string description, string fallback, params string[] words) => new(
        name, description, $"one of {string.Join(", ", words)}",
        () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]), ["default"] = fallback },
        given => words.Contains(given[^1], StringComparer.Ordinal) ? new(given[^1]!) : null, fallback);

    private static Parsed<long>? Long(StringValues given, long min) =>
        long.TryParse(given[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min ? new(number) : null;
}

/// <param name="Parse">Null when the value is not allowed. Several values are given when the parameter is repeated.</param>
/// <param name="Fallback">The value when it is not given.</param>
internal sealed record RestParameter<T>(
    string Name, string Description, string Allowed, Func<JsonObject> Schema, Func<StringValues, Parsed<T>?> Parse, T Fallback)
    : RestParameter(Name, Description, Allowed, Schema);
