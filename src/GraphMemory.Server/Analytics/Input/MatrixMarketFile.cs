using System.Globalization;
using System.Text;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using Microsoft.Win32.SafeHandles;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>
/// Matrix Market, coordinate form (Boisvert, Pozo and Remington, 1996): a square matrix is a graph, its rows are the nodes, those without an entry
/// too. A symmetric matrix is undirected.
/// </summary>
internal static class MatrixMarketFile
{
    private const string BannerFix = "The first line says %%MatrixMarket matrix coordinate real|integer|pattern general|symmetric.";

    public static Result<SubjectGraph> Read(GraphFileReading reading)
    {
        using var file = File.OpenHandle(reading.Path);
        var head = Head.Read(reading, file);
        return head.IsSuccess ? Read(reading, file, head.Value) : head.Problem;
    }

    private static Result<SubjectGraph> Read(GraphFileReading reading, SafeFileHandle file, Head head)
    {
        var isWeighted = reading.IsWeighted && head.HasValues;
        var work = new EdgeChunks(file, head.Bytes, RandomAccess.GetLength(file), isWeighted, reading.Crew.WorkerCount, reading.Progress);
        reading.Crew.Run(work, work.Chunks.Length);
        if (work.Chunks.FirstOrDefault(chunk => chunk.StoppedAt is not null) is { StoppedAt: { } at })
        {
            return reading.Fault(Line(file, at), "is no entry", $"An entry is a row, a column{(isWeighted ? " and a value, 0 or more" : "")}.");
        }

        var edges = new NumberedEdges(work.Chunks, isWeighted, reading.Crew);
        if (edges.Max > head.NodeCount || work.Chunks.Any(chunk => chunk.Ends.Contains(0))) { return reading.Fault(head.Lines, "an entry lies outside the matrix", $"Rows and columns go from 1 to {head.NodeCount}."); }
        if (edges.Count != head.EntryCount) { return reading.Fault(head.Lines, $"announces {head.EntryCount} entries, there are {edges.Count}", "Was the file cut short?"); }
        return edges.OfAll(head.NodeCount, !head.IsSymmetric && reading.IsDirected);
    }

    /// <summary>The number of the line that begins at an offset.</summary>
    private static long Line(SafeFileHandle file, long at)
    {
        var (buffer, line) = (new byte[1 << 16], 1L);
        for (var from = 0L; from < at;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, at - from)), from);
            if (read == 0) { break; }
            line += buffer.AsSpan(0, read).Count((byte)'\n');
            from += read;
        }

        return line;
    }

    /// <param name="Bytes">Where the entries begin.</param>
    private sealed record Head(int NodeCount, long EntryCount, bool HasValues, bool IsSymmetric, long Bytes, long Lines)
    {
        private const int BytesMax = 1 << 20;

        public static Result<Head> Read(GraphFileReading reading, SafeFileHandle file)
        {
            var buffer = new byte[BytesMax];
            var text = Encoding.UTF8.GetString(buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0)));
            var (start, line, banner) = (0, 0L, (string[])[]);
            while (start < text.Length && text.IndexOf('\n', start) is var stop and >= 0)
            {
                var (current, after) = (text[start..stop].Trim(), stop + 1);
                line++;
                if (line == 1)
                {
                    banner = current.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    if (!IsKnown(banner)) { return reading.Fault(1, "is no banner of a matrix in coordinates", BannerFix); }
                }
                else if (current.Length > 0 && current[0] != '%') { return Sizes(reading, banner, current, Encoding.UTF8.GetByteCount(text.AsSpan(0, after)), line); }
                start = after;
            }

            return reading.Fault(Math.Max(1, line), "the sizes of the matrix are missing", "After the comments comes a line of rows, columns and entries.");
        }

        private static Result<Head> Sizes(GraphFileReading reading, string[] banner, string text, long bytes, long line)
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 3 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
                || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
                || !long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var entries))
            {
                return reading.Fault(line, "does not say rows, columns and entries", "Give three whole numbers.");
            }

            return rows == columns
                ? new Head(rows, entries, banner[3] != "pattern", banner[4] == "symmetric", bytes, line)
                : reading.Fault(line, $"the matrix has {rows} rows and {columns} columns", "Only a square matrix is a graph.");
        }

        private static bool IsKnown(string[] banner) =>
            banner is ["%%matrixmarket", "matrix", "coordinate", "real" or "integer" or "pattern", "general" or "symmetric"];
    }
}
