using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Cli;
using Microsoft.Win32.SafeHandles;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>
/// Reads a file of lines in parallel: it is cut into chunks of one size, and a chunk owns the lines that begin in it. Each thread reads its chunk
/// into a buffer of its own, so that a file may be larger than memory and may change its length while it is read.
/// </summary>
internal sealed class EdgeChunks(SafeFileHandle file, long from, long length, bool hasWeights, int workers, IProgress<WorkProgress> progress) : IChunkWork
{
    public const int ChunkBytes = 4 << 20;

    /// <summary>Bytes of one line.</summary>
    public const int LineMax = 1 << 16;

    private readonly byte[]?[] _buffers = new byte[workers][];
    private long _done;

    public EdgeChunk[] Chunks { get; } = new EdgeChunk[(int)Math.Max(1, (length - from + ChunkBytes - 1) / ChunkBytes)];

    public void Execute(int chunk, int worker)
    {
        var buffer = _buffers[worker] ??= new byte[ChunkBytes + LineMax + 1];
        var start = from + ((long)chunk * ChunkBytes);
        var lines = LinesOf(file, buffer, from, start, Math.Min(length, start + ChunkBytes), out var at);
        var edges = new EdgeChunk(at, lines.Length / 12, hasWeights);
        edges.Read(lines);
        Chunks[chunk] = edges;
        progress.Report(new WorkProgress(Interlocked.Add(ref _done, Math.Min(ChunkBytes, length - start)), length - from, WorkProgress.Bytes));
    }

    /// <summary>The lines that begin in [<paramref name="start"/>, <paramref name="end"/>), whole; <paramref name="at"/> is where the first one begins.</summary>
    public static ReadOnlySpan<byte> LinesOf(SafeFileHandle file, byte[] buffer, long from, long start, long end, out long at)
    {
        // One byte before: only a line that follows a line end begins here.
        var first = Math.Max(from, start - 1);
        var text = buffer.AsSpan(0, Fill(file, buffer.AsSpan(0, (int)(end - first) + LineMax), first));
        var begin = first == from && start == from ? 0 : text.IndexOf((byte)'\n') + 1;
        at = first + begin;
        if ((begin == 0 && start != from) || at >= end) { return []; }
        var last = (int)(end - first) - 1;
        var stop = last >= text.Length || text[last] == '\n' ? Math.Min(text.Length, last + 1) : Stop(text, last);
        return text[begin..stop];
    }

    private static int Stop(ReadOnlySpan<byte> text, int last) => text[last..].IndexOf((byte)'\n') is var more and >= 0 ? last + more + 1 : text.Length;

    private static int Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(file, buffer[total..], offset + total) is var read and > 0) { total += read; }
        return total;
    }
}
