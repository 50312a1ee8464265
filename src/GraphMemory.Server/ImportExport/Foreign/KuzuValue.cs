using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>The text of Kuzu's nested values: <c>[a,b]</c> for a list, <c>{a=1, b=2}</c> for a map, <c>{a: 1, b: 2}</c> for a struct.</summary>
internal static class KuzuValue
{
    /// <summary>The items of a list; the text itself as the only item when it is none.</summary>
    public static ImmutableArray<string> List(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length >= 2 && trimmed[0] == '[' && trimmed[^1] == ']' ? [.. Parts(trimmed[1..^1]).Select(Unquoted)] : [text];
    }

    /// <summary>The pairs of a map or a struct, in their order; none when it is neither.</summary>
    public static ImmutableArray<(string Key, string Value)> Pairs(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || trimmed[0] != '{' || trimmed[^1] != '}') { return []; }
        var pairs = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var part in Parts(trimmed[1..^1]))
        {
            var mark = part.IndexOfAny(['=', ':']);
            if (mark > 0) { pairs.Add((Unquoted(part[..mark]), Unquoted(part[(mark + 1)..]))); }
        }

        return pairs.ToImmutable();
    }

    /// <summary>What stands between commas that are in no bracket and no quotes.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) { yield break; }
        var (start, depth, quote) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i];
            if (quote != '\0') { quote = next == quote ? '\0' : quote; }
            else if (next is '"' or '\'' && IsOpening(text, start, i)) { quote = next; }
            else if (next is '[' or '{') { depth++; }
            else if (next is ']' or '}') { depth--; }
            else if (next == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    // Kuzu writes text without quotes, so a quote within words is an apostrophe.
    private static bool IsOpening(string text, int start, int at)
    {
        for (var i = at - 1; i >= start; i--)
        {
            if (text[i] is '=' or ':' or '[' or '{' or ',') { return true; }
            if (!char.IsWhiteSpace(text[i])) { return false; }
        }

        return true;
    }

    private static string Unquoted(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length >= 2 && trimmed[0] is '"' or '\'' && trimmed[^1] == trimmed[0] ? trimmed[1..^1] : trimmed;
    }
}
