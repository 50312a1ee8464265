using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Rest;

/// <summary>Reads the body of a request into its shape. What is wrong is told by field, never in the words of a library.</summary>
internal static partial class RestBodies
{
    public static Result<T> Read<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
    {
        if (body.IsEmpty) { return RestProblems.Body("body", "is empty", "send a JSON document"); }
        try
        {
            var reader = new Utf8JsonReader(body);
            var value = JsonSerializer.Deserialize(ref reader, type);
            return value is null ? RestProblems.Body("body", "is null", "send a JSON document")
                : HasMore(ref reader) ? RestProblems.Body("body", "goes on after its end", "send one JSON document")
                : value;
        }
        catch (JsonException fault)
        {
            return Told(fault);
        }
    }

    private static bool HasMore(ref Utf8JsonReader reader) => reader.Read();

    private static Problem Told(JsonException fault)
    {
        var path = fault.Path is { Length: > 2 } known ? known[2..] : "";
        if (Missing().Match(fault.Message) is { Success: true } missing)
        {
            var prefix = path.Length == 0 ? "" : path + ".";
            FieldProblem[] fields = [.. Quoted().Matches(missing.Value).Select(name => new FieldProblem(prefix + name.Groups[1].Value, "is missing", "give it"))];
            return RestProblems.BadBody.With($"{string.Join(", ", fields.Select(field => field.Field))} {(fields.Length == 1 ? "is" : "are")} missing.", fields);
        }

        return path.Length > 0 && !IsSyntax(fault)
            ? RestProblems.Body(path, "has a value of the wrong kind", "the document /openapi/v1.json says what it takes")
            : RestProblems.Body("body", $"is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})", "send a JSON document in UTF-8");
    }

    /// <summary>The reader's own faults come from inside; those of a conversion do not.</summary>
    private static bool IsSyntax(JsonException fault) => fault.InnerException is JsonException;

    [GeneratedRegex("missing required properties including: (.*?)\\.(?: Path|$)")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
