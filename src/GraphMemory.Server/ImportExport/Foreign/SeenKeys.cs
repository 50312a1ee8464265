using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Which keys came by, at 16 bytes each: millions fit where the keys themselves would not.</summary>
internal sealed class SeenKeys
{
    private readonly HashSet<UInt128> _hashes = [];

    /// <summary>True when it is new.</summary>
    public bool Add(string key) => _hashes.Add(Hash(key));

    public bool Has(string key) => _hashes.Contains(Hash(key));

    private static UInt128 Hash(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));
}
