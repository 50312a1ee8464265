using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Rest;

/// <summary>What an operation answers: a problem, a body, or nothing more because it has written the answer itself.</summary>
internal sealed record RestReply
{
    private RestReply() { }

    /// <summary>The operation wrote the answer itself.</summary>
    public static RestReply Written { get; } = new() { IsWritten = true };

    public static RestReply NoContent { get; } = new() { Status = StatusCodes.Status204NoContent };

    public static RestReply NotModified { get; } = new() { Status = StatusCodes.Status304NotModified };

    public Problem? Problem { get; private init; }

    public bool IsWritten { get; private init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public string ContentType { get; private init; } = RestContent.Json;

    /// <summary>Entity tag with its quotes; null leaves it to the operation's freshness.</summary>
    public string? Tag { get; init; }

    /// <summary>Where a new resource is found.</summary>
    public string? Location { get; init; }

    /// <summary>Writes the body; null when there is none.</summary>
    public Action<IBufferWriter<byte>>? Body { get; private init; }

    /// <summary>The body as it is kept; null when it is written by <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; private init; }

    public static RestReply Of<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK, string? tag = null, string? location = null) => new()
    {
        Status = status,
        Tag = tag,
        Location = location,
        Body = output =>
        {
            using var writer = new Utf8JsonWriter(output, RestJson.Compact);
            JsonSerializer.Serialize(writer, value, type);
        },
    };

    public static RestReply Of(ReadOnlyMemory<byte> bytes, string contentType) => new() { Bytes = bytes, ContentType = contentType };

    public static implicit operator RestReply(Problem problem) => new() { Problem = problem };
}

internal static class RestJson
{
    /// <summary>Answers are data, not markup: nothing but what JSON itself asks for is escaped.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
