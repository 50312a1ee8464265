using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GraphMemory.Server.Eval.Cache;

/// <summary>
/// Hashes that are the same in every process, unlike those of strings, so that evictions are too. A number hashes as the number it is:
/// most traces hold block or page numbers.
/// </summary>
internal sealed class TraceKeyComparer : IEqualityComparer<string>
{
    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj) => long.TryParse(obj, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number.GetHashCode()
        : (int)XxHash64.HashToUInt64(MemoryMarshal.AsBytes(obj.AsSpan()));
}
