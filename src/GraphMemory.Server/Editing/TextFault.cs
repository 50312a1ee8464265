namespace GraphMemory.Server.Editing;

/// <summary>Where a text breaks its own grammar; lines and columns count from 1, as editors do.</summary>
internal sealed record TextFault(int Line, int Column, string What)
{
    public static TextFault At(string text, int position, string what)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        return new(before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1, what);
    }

    public override string ToString() => $"line {Line}, column {Column}: {What}";
}

/// <summary>The text after an edit, or why it was not made. Both null: nothing is left, the file may go.</summary>
internal readonly record struct Edited(string? Text, TextFault? Fault)
{
    public static implicit operator Edited(string text) => new(text, null);

    public static implicit operator Edited(TextFault fault) => new(null, fault);
}
