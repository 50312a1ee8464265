using System.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Terms that filters look up. They begin with a control character, which no analysed term does.</summary>
internal static class FilterTerm
{
    public static byte[] Tag(ReadOnlySpan<byte> tag) => [1, (byte)'t', .. tag];

    public static byte[] Type(ReadOnlySpan<byte> type) => [1, (byte)'y', .. type];

    public static byte[] Source(string part) => [1, (byte)'s', .. Encoding.UTF8.GetBytes(part)];

    public static byte[] Tag(string tag) => Tag(Encoding.UTF8.GetBytes(tag));

    public static byte[] Type(string type) => Type(Encoding.UTF8.GetBytes(type));
}
