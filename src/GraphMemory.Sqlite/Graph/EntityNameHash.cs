using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace GraphMemory.Sqlite.Graph;

/// <summary>
/// The key of the name index: 32 bits that stand for a workspace and a name. Names come in no order, so every new one dirties a page of
/// this index; half as many pages are half as many writes. Names that share a hash are told apart by their rows.
/// </summary>
internal static class EntityNameHash
{
    private const int StackBytes = 1024;

    public static long Of(string name, long workspaceId)
    {
        var sizeMax = Encoding.UTF8.GetMaxByteCount(name.Length);
        var rented = sizeMax <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(sizeMax);
        var bytes = rented is null ? stackalloc byte[StackBytes] : rented.AsSpan();
        var hash = (int)XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(name, bytes)], workspaceId);
        if (rented is not null) { ArrayPool<byte>.Shared.Return(rented); }
        return hash;
    }
}
