using System.Runtime.InteropServices;
using GraphMemory.Engine.Files;
using GraphMemory.Engine.Graph;
using Microsoft.Win32.SafeHandles;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// Takes what was purged out of the vector files, in place: the bytes of its row become zeros, in every process that has the file mapped. A
/// row of zeros is no answer, and its place in a graph still leads on.
/// </summary>
internal static class VectorErasure
{
    /// <param name="folder">Of one workspace and model.</param>
    public static void Run(string folder, IWorkspaceRead read)
    {
        var head = read.Workspace.HeadSeq;
        foreach (var path in VectorFiles.PathsIn(folder))
        {
            if (VectorData.TryMap(path) is not { } data || data.Header.ErasedSeq >= head) { continue; }
            var erased = read.PurgedAfter(data.Header.ErasedSeq);
            if (erased.Count == 0) { continue; }
            var rows = erased.Select(item => data.Section<long>(VectorSection.Id).BinarySearch(item.SubjectId)).Where(row => row >= 0).Distinct().ToList();
            if (!TryErase(path, data, rows, head)) { CacheFile.TryDelete(path); }
        }
    }

    private static bool TryErase(string path, VectorData data, List<int> rows, long head)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            foreach (var row in rows) { Erase(file, in data.Header, row); }
            RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in head)), ErasedSeqOffset);
            RandomAccess.FlushToDisk(file);
            GC.KeepAlive(data);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false; // what cannot be erased must not stay
        }
    }

    private static unsafe void Erase(SafeFileHandle file, in VectorHeader header, int row)
    {
        Zero(VectorSection.Scale, sizeof(float), in header); // first: from here on the row is no answer
        Zero(VectorSection.Code, header.Dimensions, in header);
        Zero(VectorSection.Value, header.Dimensions * sizeof(float), in header);
        Zero(VectorSection.TextHash, sizeof(UInt128), in header);

        void Zero(VectorSection section, int length, in VectorHeader from) =>
            RandomAccess.Write(file, new byte[length], from.SectionOffset[(int)section] + ((long)row * length));
    }

    private static unsafe long ErasedSeqOffset => sizeof(VectorHeader) - sizeof(long);
}
