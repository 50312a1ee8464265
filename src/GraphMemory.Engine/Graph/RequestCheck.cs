using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>Rules that a request must keep by itself; each returns the problem or null, so that checks chain with <c>??</c>.</summary>
internal static class RequestCheck
{
    public static Problem? Count(string field, int count, GraphLimits limits) => count <= limits.ItemsPerRequestMax
        ? null
        : GraphProblems.TooLarge.With(
            $"{field} holds {count} items; send at most {limits.ItemsPerRequestMax} in one request",
            new FieldProblem(field, $"holds {count} items", $"send at most {limits.ItemsPerRequestMax}"));

    public static Problem? Name(string field, string value, GraphLimits limits) =>
        string.IsNullOrWhiteSpace(value) ? GraphProblems.Invalid(field, "is empty", "give a name") : NameLength(field, value, limits);

    /// <summary>The reference server takes any text for a name, the empty one too; its commands and files must go through.</summary>
    public static Problem? NameLength(string field, string value, GraphLimits limits) => value.Length <= limits.NameLengthMax
        ? null
        : GraphProblems.Invalid(field, $"has {value.Length} characters", $"use at most {limits.NameLengthMax}");

    public static Problem? Text(string field, string value, GraphLimits limits) =>
        value.Length == 0 ? GraphProblems.Invalid(field, "is empty", "give the text to remember") : TextLength(field, value, limits);

    public static Problem? TextLength(string field, string value, GraphLimits limits) => value.Length <= limits.TextLengthMax
        ? null
        : GraphProblems.TooLarge.With(
            $"{field} has {value.Length} characters; split it into observations of at most {limits.TextLengthMax}",
            new FieldProblem(field, $"has {value.Length} characters", $"use at most {limits.TextLengthMax}"));

    public static Problem? Unit(string field, float value) => value is >= 0 and <= 1
        ? null
        : GraphProblems.Invalid(field, $"is {value}", "use a number from 0 to 1");

    public static Problem? Circumstances(string field, Circumstances circumstances, GraphLimits limits) =>
        Unit($"{field}.confidence", circumstances.Confidence)
        ?? (circumstances.Valid.IsEmpty
            ? GraphProblems.Invalid($"{field}.validTo", "is not after validFrom", "give an end after the beginning, or leave it open")
            : null)
        ?? (circumstances.Tags.Length > limits.TagsPerFactMax
            ? GraphProblems.Invalid($"{field}.tags", $"holds {circumstances.Tags.Length} tags", $"use at most {limits.TagsPerFactMax}")
            : null)
        ?? Each($"{field}.tags", circumstances.Tags, (path, tag) => Tag(path, tag, limits))
        ?? (circumstances.Metadata.Sum(pair => pair.Key.Length + pair.Value.Length) > limits.MetadataLengthMax
            ? GraphProblems.Invalid($"{field}.metadata", "is too long", $"use at most {limits.MetadataLengthMax} characters in all")
            : null);

    public static Problem? Each<T>(string field, IReadOnlyList<T> items, Func<string, T, Problem?> check)
    {
        for (var i = 0; i < items.Count; i++)
        {
            // Only an item with a problem is worth the text of its path.
            if (check(field, items[i]) is not null) { return check($"{field}[{i}]", items[i]); }
        }

        return null;
    }

    private static Problem? Tag(string field, string tag, GraphLimits limits) =>
        Name(field, tag, limits)
        ?? (tag.Any(char.IsControl) ? GraphProblems.Invalid(field, "holds a control character", "use plain text") : null);
}
