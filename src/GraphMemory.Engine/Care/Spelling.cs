using System.Buffers;
using System.Text;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Care;

/// <summary>A name in its folded spelling, under which spellings of one name are equal.</summary>
internal static class Spelling
{
    public static string Of(string name)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(NameFolding.BytesMax(name.Length));
        var folded = Encoding.UTF8.GetString(bytes.AsSpan(0, NameFolding.Fold(name, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return folded;
    }
}
