using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>Tags as a memory takes them: without control characters, blanks alone, and repetitions.</summary>
internal static class TagText
{
    public static ImmutableArray<string> Of(IEnumerable<string> tags) =>
        [.. tags.Select(Clean).Where(tag => !string.IsNullOrWhiteSpace(tag)).Distinct(StringComparer.Ordinal)];

    /// <summary>Tags in one text, separated by commas or semicolons; a leading '#' marks them and is no part of them.</summary>
    public static ImmutableArray<string> Split(string text) => Of(text.Split([',', ';']).Select(tag => tag.Trim().TrimStart('#')));

    private static string Clean(string tag) => tag.Any(char.IsControl) ? string.Concat(tag.Select(c => char.IsControl(c) ? ' ' : c)).Trim() : tag;
}
