using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli;
using Microsoft.Win32.SafeHandles;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>
/// Edge lists. Where all names are plain numbers, which lie close together, every thread reads a part; other names are read one line after the
/// other. Only names that occur are nodes. Words after those that are read are left alone.
/// </summary>
internal static class EdgeListFile
{
    /// <summary>Numbers may be this many times as great as there are edges before they are treated as names.</summary>
    private const int SparsenessMax = 64;

    public static Result<SubjectGraph> Read(GraphFileReading reading)
    {
        using var file = File.OpenHandle(reading.Path);
        var length = RandomAccess.GetLength(file);
        var work = new EdgeChunks(file, 0, length, reading.IsWeighted, reading.Crew.WorkerCount, reading.Progress);
        reading.Crew.Run(work, work.Chunks.Length);
        if (work.Chunks.Any(chunk => chunk.StoppedAt is not null)) { return Named(reading, file, length); }
        var edges = new NumberedEdges(work.Chunks, reading.IsWeighted, reading.Crew);
        if (edges.Max > (1 << 20) + ((long)SparsenessMax * edges.Count)) { return Named(reading, file, length); }
        return edges.OfThoseThatOccur(reading.IsDirected);
    }

    private static Result<SubjectGraph> Named(GraphFileReading reading, SafeFileHandle file, long length)
    {
        var (edges, buffer, line) = (new NamedEdges(), new byte[EdgeChunks.ChunkBytes + EdgeChunks.LineMax + 1], 0L);
        for (var start = 0L; start < length; start += EdgeChunks.ChunkBytes)
        {
            reading.Crew.Cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(length, start + EdgeChunks.ChunkBytes);
            var lines = EdgeChunks.LinesOf(file, buffer, 0, start, end, out _);
            while (!lines.IsEmpty)
            {
                var stop = lines.IndexOf((byte)'\n');
                if (Take(reading, edges, stop < 0 ? lines : lines[..stop], ++line) is { } problem) { return problem; }
                lines = stop < 0 ? [] : lines[(stop + 1)..];
            }

            reading.Progress.Report(new WorkProgress(end, length, WorkProgress.Bytes));
        }

        return edges.Build(reading.IsDirected, reading.IsWeighted, reading.Crew);
    }

    private static Problem? Take(GraphFileReading reading, NamedEdges edges, ReadOnlySpan<byte> line, long number)
    {
        if (line.Length >= EdgeChunks.LineMax) { return reading.Fault(number, "is too long", $"Lines have at most {EdgeChunks.LineMax} bytes."); }
        if (EdgeText.IsComment(line)) { return null; }
        var text = new EdgeText(line);
        var source = text.Word();
        var target = text.Word();
        if (source.IsEmpty) { return null; }
        if (target.IsEmpty) { return reading.Fault(number, "has one word", "Give two names with a blank between them."); }
        var weight = reading.IsWeighted ? text.Weight() : 1;
        if (float.IsNaN(weight)) { return reading.Fault(number, "has no weight", "Give a number, 0 or more, as third word."); }
        edges.Add(edges.Node(source), edges.Node(target), weight);
        return null;
    }
}
