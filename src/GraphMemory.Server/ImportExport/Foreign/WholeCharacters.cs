namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Text without halves of surrogate pairs, which no encoding can write; each becomes the replacement character.</summary>
internal static class WholeCharacters
{
    public static string Of(string text)
    {
        var bad = FirstHalf(text, 0);
        if (bad < 0) { return text; }
        return string.Create(text.Length, (text, bad), static (span, source) =>
        {
            source.text.CopyTo(span);
            for (var i = source.bad; i >= 0; i = FirstHalf(source.text, i + 1)) { span[i] = '\uFFFD'; }
        });
    }

    private static int FirstHalf(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) { continue; }
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) { i++; }
            else { return i; }
        }

        return -1;
    }
}
