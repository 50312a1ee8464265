namespace GraphMemory.Server.Editing;

/// <summary>Changes one table of a TOML text and no character besides.</summary>
internal static class TomlEdit
{
    /// <summary>Sets keys of a table; the table is added at the end when there is none.</summary>
    public static Edited Set(string text, IReadOnlyList<string> table, params ReadOnlySpan<(string Key, string Value)> values)
    {
        var (headers, pairs, fault) = TomlReader.Read(text);
        if (fault is not null) { return fault; }
        if (Elsewhere(text, headers, pairs, table) is { } unfit) { return unfit; }
        var newLine = TextLayout.NewLineOf(text);
        if (headers.FirstOrDefault(header => header.Path.SequenceEqual(table)) is not { } known) { return Append(text, newLine, table, values); }
        var end = known.End;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var (key, value) = values[i];
            var pair = pairs.FirstOrDefault(pair => pair.Path.SequenceEqual([.. table, key]));
            text = pair is null ? text.Insert(LineEnd(text, end), $"{newLine}{key} = {value}") : text[..pair.ValueStart] + value + text[pair.ValueEnd..];
            (headers, pairs, fault) = TomlReader.Read(text);
            if (fault is not null) { return fault; }
        }

        return text;
    }

    /// <summary>Takes out a table with the tables inside it, and the blank line before it.</summary>
    public static Edited Remove(string text, IReadOnlyList<string> table)
    {
        while (true)
        {
            var (headers, pairs, fault) = TomlReader.Read(text);
            if (fault is not null) { return fault; }
            if (headers.FirstOrDefault(header => IsWithin(header.Path, table)) is not { } own)
            {
                return Elsewhere(text, headers, pairs, table) is { } unfit ? unfit : text;
            }

            var next = headers.Where(header => header.Start > own.Start).Select(header => header.Start).DefaultIfEmpty(text.Length).Min();
            var last = pairs.Where(pair => pair.Start > own.Start && pair.Start < next).Select(pair => pair.ValueEnd).DefaultIfEmpty(own.End).Max();
            var end = LineEnd(text, last);
            var start = LineStart(text, own.Start);
            if (IsBlankBefore(text, start)) { start = LineStart(text, start - 1); }
            text = text.Remove(start, Math.Min(text.Length, AfterLine(text, end)) - start);
        }
    }

    /// <summary>Text as TOML writes it: literal where it can be, so that paths of Windows stay readable.</summary>
    public static string Quoted(string text) => text.Any(c => c is '\'' || char.IsControl(c)) ? JsoncValue.Of(text).Compact() : $"'{text}'";

    private static Edited Append(string text, string newLine, IReadOnlyList<string> table, ReadOnlySpan<(string Key, string Value)> values)
    {
        var added = $"[{string.Join('.', table)}]{newLine}";
        foreach (var (key, value) in values) { added += $"{key} = {value}{newLine}"; }
        if (text.Length == 0) { return added; }
        return text + (text.EndsWith('\n') ? newLine : newLine + newLine) + added;
    }

    /// <summary>The same table written inline or by dotted keys is left to its author.</summary>
    private static TextFault? Elsewhere(string text, IReadOnlyList<TomlHeader> headers, IReadOnlyList<TomlPair> pairs, IReadOnlyList<string> table)
    {
        var isHeader = headers.Any(header => header.Path.SequenceEqual(table));
        var other = pairs.FirstOrDefault(pair =>
            (IsWithin(pair.Path, table) && !isHeader && !headers.Any(header => IsWithin(header.Path, table) && IsWithin(pair.Path, header.Path)))
            || (pair.Path.Count < table.Count && table.Take(pair.Path.Count).SequenceEqual(pair.Path)));
        return other is null ? null : TextFault.At(text, other.Start, $"write this as a table of its own: [{string.Join('.', table)}]");
    }

    private static bool IsWithin(IReadOnlyList<string> path, IReadOnlyList<string> table) =>
        path.Count >= table.Count && path.Take(table.Count).SequenceEqual(table, StringComparer.Ordinal);

    private static bool IsBlankBefore(string text, int start) => start > 0 && string.IsNullOrWhiteSpace(text[LineStart(text, start - 1)..start]);

    private static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        if (end < 0) { return text.Length; }
        return end > position && text[end - 1] == '\r' ? end - 1 : end;
    }

    private static int AfterLine(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end + 1;
    }
}
