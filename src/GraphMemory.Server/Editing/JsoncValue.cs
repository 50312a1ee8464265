using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;

namespace GraphMemory.Server.Editing;

/// <summary>A value to write into somebody's file.</summary>
internal abstract record JsoncValue
{
    public static JsoncValue Of(string text) => new Literal($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");

    public static JsoncValue Of(int number) => new Literal(number.ToString());

    public static JsoncValue Of(bool value) => new Literal(value ? "true" : "false");

    public static JsoncValue Of(IEnumerable<string> texts) => new List([.. texts.Select(Of)]);

    public static JsoncValue Of(params ReadOnlySpan<(string Name, JsoncValue Value)> members) => new Map([.. members]);

    /// <summary>On one line.</summary>
    public abstract string Compact();

    /// <summary>One member on a line; lists of plain values stay on theirs.</summary>
    public abstract string Spread(TextLayout layout, string indent);

    /// <param name="Text">As it stands in the file.</param>
    public sealed record Literal(string Text) : JsoncValue
    {
        public override string Compact() => Text;

        public override string Spread(TextLayout layout, string indent) => Text;
    }

    public sealed record List(ImmutableArray<JsoncValue> Items) : JsoncValue
    {
        public override string Compact() => $"[{string.Join(", ", Items.Select(item => item.Compact()))}]";

        public override string Spread(TextLayout layout, string indent) => Items.All(item => item is Literal)
            ? Compact()
            : Lines('[', ']', Items.Select(item => item.Spread(layout, indent + layout.Unit)), layout, indent);
    }

    public sealed record Map(ImmutableArray<(string Name, JsoncValue Value)> Members) : JsoncValue
    {
        public override string Compact() => $"{{{string.Join(", ", Members.Select(member => $"{Of(member.Name).Compact()}: {member.Value.Compact()}"))}}}";

        public override string Spread(TextLayout layout, string indent) => Members.IsEmpty
            ? "{}"
            : Lines('{', '}', Members.Select(member => $"{Of(member.Name).Compact()}: {member.Value.Spread(layout, indent + layout.Unit)}"), layout, indent);
    }

    private static string Lines(char open, char close, IEnumerable<string> parts, TextLayout layout, string indent)
    {
        var text = new StringBuilder().Append(open);
        text.AppendJoin(',', parts.Select(part => layout.NewLine + indent + layout.Unit + part));
        return text.Append(layout.NewLine).Append(indent).Append(close).ToString();
    }
}

/// <summary>How a file is laid out: its line ends, and one step of its indentation.</summary>
internal sealed record TextLayout(string NewLine, string Unit)
{
    public static TextLayout Of(string text) => new(NewLineOf(text), UnitOf(text));

    public static string NewLineOf(string text) => text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var at && text[at - 1] == '\r' ? "\r\n" : "\n";

    // The first line that is indented at all shows one step.
    private static string UnitOf(string text)
    {
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            var start = at + 1;
            var end = start;
            while (end < text.Length && (text[end] is ' ' or '\t')) { end++; }
            if (end > start && end < text.Length && text[end] is not ('\r' or '\n')) { return text[start] == '\t' ? "\t" : text[start..Math.Min(end, start + 8)]; }
        }

        return "  ";
    }
}
