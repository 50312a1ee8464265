using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Rest;

/// <summary>
/// One operation of the REST door. Routing, the checks of a request and the OpenAPI document are all made from it, so that they cannot
/// part.
/// </summary>
/// <param name="Name">The operation id; generated clients call the operation by it.</param>
/// <param name="Method">GET (which stands for HEAD too), POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">Below <see cref="RestEndpoints.Root"/>; <c>{name}</c> is a parameter.</param>
internal sealed record RestEndpoint(string Name, string Method, string Path, string Tag, string Summary, Func<RestCall, ValueTask<RestReply>> Handle) : INamed
{
    public ImmutableArray<RestParameter> Parameters { get; init; } = [];

    public RestBody? Body { get; init; }

    public RestAnswer Answer { get; init; } = RestAnswer.Nothing;

    /// <summary>Codes that are this operation's own; those that any request can meet are listed once.</summary>
    public ImmutableArray<ProblemCode> Problems { get; init; } = [];

    public RestFreshness Freshness { get; init; } = RestFreshness.None;

    /// <summary>A POST that changes nothing: it only carries a question too long for an address.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>The answer has no known end, or may take longer than other requests.</summary>
    public bool IsStream { get; init; }

    /// <summary>A write that a key makes harmless to repeat.</summary>
    public bool IsIdempotentByKey { get; init; }

    /// <summary>A path of the ancestor's, beside those of this interface.</summary>
    public bool IsAncestral { get; init; }

    public string FullPath => IsAncestral ? Path : RestEndpoints.Root + Path;

    public bool Reads => OnlyReads || Method == "GET";

    /// <summary>False for what is about the server and not about one workspace.</summary>
    public bool UsesWorkspace { get; init; } = true;
}

/// <summary>From what the entity tag of an answer is made, and so when a cached one is still right (RFC 9110, 8.8).</summary>
internal enum RestFreshness
{
    /// <summary>Nothing is promised.</summary>
    None,
    /// <summary>The same as long as the workspace's log does not grow.</summary>
    Log,
    /// <summary>As <see cref="Log"/>, and for at most a minute: the answer also depends on the time of day.</summary>
    LogAndClock,
    /// <summary>The operation gives the tag of its resource.</summary>
    Resource,
    /// <summary>The same as long as the program runs.</summary>
    Program,
}

/// <summary>A body that an operation takes.</summary>
/// <param name="Type">Its shape; null when it is no JSON.</param>
internal sealed record RestBody(JsonTypeInfo? Type, string Description, params ImmutableArray<string> ContentTypes)
{
    public static RestBody Json(JsonTypeInfo type, string description) => new(type, description, RestContent.Json);
}

/// <summary>What an operation answers when all is well.</summary>
/// <param name="Type">Its shape; null when it is no JSON, or nothing.</param>
internal sealed record RestAnswer(int Status, JsonTypeInfo? Type, string Description, string? ContentType)
{
    public static RestAnswer Nothing { get; } = new(204, null, "Done; there is nothing to say.", null);

    public static RestAnswer Json(JsonTypeInfo type, string description, int status = 200) => new(status, type, description, RestContent.Json);
}

internal static class RestContent
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Events = "text/event-stream";
    public const string Octets = "application/octet-stream";
}
