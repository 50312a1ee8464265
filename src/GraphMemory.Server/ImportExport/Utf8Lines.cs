namespace GraphMemory.Server.ImportExport;

/// <summary>Splits a stream into lines of bytes without decoding them; a line may end in LF or CRLF, and the last in nothing.</summary>
internal static class Utf8Lines
{
    /// <summary>A longer line is handed out in pieces of this size, which no reader of records will accept.</summary>
    public const int LineBytesMax = 64 << 20;

    /// <summary>Small, since a folder may hold many small files; a long line makes it grow.</summary>
    private const int FirstBytes = 8 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Each line is valid until the next one is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream stream)
    {
        var buffer = new byte[FirstBytes];
        var (start, end, isFirst) = (0, 0, true);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && end - start < LineBytesMax && Fill(stream, ref buffer, ref start, ref end)) { continue; }
            if (end == start) { yield break; }
            var (line, next) = length < 0 ? (end - start, end) : (length, start + length + 1);
            yield return Trimmed(buffer.AsMemory(start, line), isFirst);
            (start, isFirst) = (next, false);
        }
    }

    /// <summary>False at the end of the stream.</summary>
    private static bool Fill(Stream stream, ref byte[] buffer, ref int start, ref int end)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) { Array.Resize(ref buffer, buffer.Length * 2); }
        var count = stream.Read(buffer, end, buffer.Length - end);
        end += count;
        return count > 0;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith(ByteOrderMark)) { line = line[3..]; }
        return line.Length > 0 && line.Span[^1] == (byte)'\r' ? line[..^1] : line;
    }
}
