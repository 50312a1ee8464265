namespace GraphMemory.Server.Cli;

/// <summary>Aligned columns. On a terminal the column marked as flexible gives way so that no line wraps.</summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private const int Gap = 2;
    private const int FlexibleWidthMin = 16;

    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(SafeText.Line)]);

    /// <param name="widthMax">Width of the terminal; 0 cuts nothing.</param>
    public void Write(TextWriter output, TextStyle style, int widthMax)
    {
        var widths = Widths(widthMax);
        if (columns.Any(column => column.Title.Length > 0))
        {
            output.WriteLine(style.Dim(Line(columns.Select(column => column.Title), widths, paint: false)));
        }

        foreach (var row in _rows) { output.WriteLine(Line(row, widths, style.HasColour)); }
    }

    private int[] Widths(int widthMax)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => DisplayWidth.Of(row[i])).Append(column.Title.Length).Max()).ToArray();
        var flexible = Array.FindIndex(columns, column => column.IsFlexible);
        var excess = widths.Sum() + (Gap * (columns.Length - 1)) - widthMax;
        if (widthMax > 0 && flexible >= 0 && excess > 0) { widths[flexible] = Math.Max(FlexibleWidthMin, widths[flexible] - excess); }
        return widths;
    }

    private string Line(IEnumerable<string> cells, int[] widths, bool paint)
    {
        var padded = cells.Select((cell, i) =>
        {
            var cut = columns[i].IsFlexible ? DisplayWidth.Cut(cell, widths[i]) : cell;
            var space = new string(' ', Math.Max(0, widths[i] - DisplayWidth.Of(cut)));
            var painted = paint && columns[i].Paint is { } brush ? brush(cut) : cut;
            return columns[i].IsRight ? space + painted : painted + space;
        });
        return string.Join(new string(' ', Gap), padded).TrimEnd();
    }
}

/// <param name="Title">Heading; a table without any prints none.</param>
/// <param name="IsRight">Numbers stand to the right.</param>
/// <param name="IsFlexible">May be cut to fit the terminal.</param>
/// <param name="Paint">Colours a cell on a terminal.</param>
internal sealed record TextColumn(string Title, bool IsRight = false, bool IsFlexible = false, Func<string, string>? Paint = null);
