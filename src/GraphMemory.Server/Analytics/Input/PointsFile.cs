using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>
/// Points: one in each line, its numbers apart by commas, semicolons, tabs or blanks. A first line without numbers names the columns; when
/// it calls the first one "name", that one names the points, otherwise they are called by their numbers from 0. A cell that is left empty is 0.
/// </summary>
internal static class PointsFile
{
    private const int ColumnsMax = 4_096;
    private const string NameColumn = "name";

    public static Result<SubjectGraph> Read(GraphFileReading reading)
    {
        var (rows, names, columns, number) = (new List<double[]>(), new List<string>(), (string[]?)null, 0L);
        foreach (var line in File.ReadLines(reading.Path))
        {
            if (++number % 1_024 == 0) { reading.Crew.Cancellation.ThrowIfCancellationRequested(); }
            if (line.Length >= EdgeChunks.LineMax) { return reading.Fault(number, "is too long", $"Lines have at most {EdgeChunks.LineMax} bytes."); }
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or '%') { continue; }
            var cells = Cells(text);
            if (cells.Length > ColumnsMax) { return reading.Fault(number, $"has {cells.Length} columns", $"A point has at most {ColumnsMax} numbers."); }
            if (columns is null)
            {
                columns = Header(cells) ? cells : [.. cells.Select((_, column) => $"column{column + 1}")];
                if (ReferenceEquals(columns, cells)) { continue; }
            }

            if (Take(reading, cells, columns, number, rows, names) is { } problem) { return problem; }
        }

        return Subject(columns ?? [], rows, names);
    }

    private static string[] Cells(string line)
    {
        var separator = line.Contains(',') ? ',' : line.Contains(';') ? ';' : line.Contains('\t') ? '\t' : ' ';
        return line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.TrimEntries);
    }

    private static bool Header(string[] cells) => Array.TrueForAll(cells, cell => Number(cell) is null);

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Problem? Take(GraphFileReading reading, string[] cells, string[] columns, long line, List<double[]> rows, List<string> names)
    {
        if (cells.Length != columns.Length) { return reading.Fault(line, $"has {cells.Length} columns", $"Give {columns.Length}, as the first line has."); }
        var first = IsNamed(columns) ? 1 : 0;
        var row = new double[cells.Length - first];
        for (var column = first; column < cells.Length; column++)
        {
            if (cells[column].Length == 0) { continue; }
            if (Number(cells[column]) is not { } number) { return reading.Fault(line, $"has \"{cells[column]}\" in column {column + 1}", "Give a finite number, such as 0.5, or leave it empty."); }
            row[column - first] = number;
        }

        rows.Add(row);
        if (first == 1) { names.Add(cells[0]); }
        return null;
    }

    private static bool IsNamed(string[] columns) => columns.Length > 1 && string.Equals(columns[0], NameColumn, StringComparison.OrdinalIgnoreCase);

    private static SubjectGraph Subject(string[] columns, List<double[]> rows, List<string> names)
    {
        var isNamed = IsNamed(columns);
        ImmutableArray<string> numbers = [.. columns.Skip(isNamed ? 1 : 0)];
        var points = new Points(rows.Count, Math.Max(1, numbers.Length));
        for (var point = 0; point < rows.Count; point++)
        {
            for (var column = 0; column < numbers.Length; column++) { points[point, column] = rows[point][column]; }
        }

        var set = new PointSet(numbers, points);
        if (!isNamed) { return set.ToSubject(); }
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var point = 0; point < names.Count; point++) { byName.TryAdd(names[point], point); }
        return set.ToSubject(point => names[point], name => byName.TryGetValue(name, out var point) ? point : null);
    }
}
