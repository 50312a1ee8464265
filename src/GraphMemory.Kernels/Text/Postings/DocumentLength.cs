using System.Numerics;

namespace GraphMemory.Kernels.Text;

/// <summary>A document's length as one byte, as in Lucene's SmallFloat: exact below 40, then a float with 3 stored mantissa bits
/// (relative error under 1/8). Monotone, so the least byte of a block is the least length.</summary>
public static class DocumentLength
{
    private const int ExactBelow = 24;

    public static byte ToNorm(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return (byte)(length < ExactBelow ? length : ExactBelow + ToFloat(length - ExactBelow));
    }

    /// <summary>The least length that has this byte.</summary>
    public static int FromNorm(byte norm) => norm < ExactBelow ? norm : ExactBelow + FromFloat(norm - ExactBelow);

    private static int ToFloat(int value)
    {
        var bits = 32 - BitOperations.LeadingZeroCount((uint)value);
        return bits < 4 ? value : ((value >> (bits - 4)) & 7) | ((bits - 3) << 3);
    }

    private static int FromFloat(int code) => code < 8 ? code : ((code & 7) | 8) << ((code >> 3) - 1);
}
