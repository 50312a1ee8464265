using System.Buffers.Binary;
using System.Text;

namespace GraphMemory.BlackBox.Durability;

internal enum DiskCall
{
    Write = 1,
    Truncate = 2,
    Sync = 3,
}

/// <param name="End">Length of the recording after this step.</param>
internal sealed record DiskStep(DiskCall Call, string Path, long Offset, byte[] Data, long End);

/// <summary>What <c>record.c</c> saw, in order.</summary>
internal static class DiskRecording
{
    private const int HeaderBytes = 24;

    public static List<DiskStep> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var steps = new List<DiskStep>();
        for (var at = 0; at < bytes.Length;)
        {
            var header = bytes.AsSpan(at, HeaderBytes);
            var call = (DiskCall)BinaryPrimitives.ReadInt32LittleEndian(header);
            var pathBytes = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
            var dataBytes = (int)BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
            var path = Encoding.UTF8.GetString(bytes, at + HeaderBytes, pathBytes);
            var data = bytes.AsSpan(at + HeaderBytes + pathBytes, dataBytes).ToArray();
            at += HeaderBytes + pathBytes + dataBytes;
            steps.Add(new(call, path, offset, data, at));
        }

        return steps;
    }
}
