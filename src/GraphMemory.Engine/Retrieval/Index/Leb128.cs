namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Unsigned LEB128: seven bits a byte, the low ones first, the top bit set while more follow (DWARF 5, 7.6).</summary>
internal static class Leb128
{
    public static void Append(List<byte> bytes, uint value)
    {
        for (; value >= 0x80; value >>= 7) { bytes.Add((byte)(value | 0x80)); }
        bytes.Add((byte)value);
    }

    /// <summary>Reads one value at <paramref name="at"/> and moves past it.</summary>
    public static uint Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80) { return value; }
        }
    }
}
