using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace GraphMemory.Server.Rest;

/// <summary>
/// Cursors that only this server can make: a position, bound to the question that it goes on with, under a truncated HMAC (RFC 2104). A
/// cursor of another question, a damaged one and a made-up one are all told apart from a good one.
/// </summary>
internal sealed class RestCursors(string secret)
{
    private const int PositionBytes = 16;
    private const int TagBytes = 12;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes("cursor\0" + secret));

    /// <param name="question">The operation and its filters, without the cursor itself.</param>
    public string Write(ulong question, long position)
    {
        Span<byte> bytes = stackalloc byte[PositionBytes + TagBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, position);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], question);
        Sign(bytes[..PositionBytes], bytes[PositionBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when the cursor is not one of ours for this question.</summary>
    public long? Read(ulong question, string cursor)
    {
        Span<byte> bytes = stackalloc byte[PositionBytes + TagBytes];
        if (Base64Url.DecodeFromChars(cursor, bytes, out _, out var length) != OperationStatus.Done) { return null; }
        // One way to write each cursor: the decoder would also take blanks and stray bits at the end.
        if (length != bytes.Length || Base64Url.EncodeToString(bytes) != cursor) { return null; }
        Span<byte> tag = stackalloc byte[TagBytes];
        Sign(bytes[..PositionBytes], tag);
        return CryptographicOperations.FixedTimeEquals(tag, bytes[PositionBytes..]) && BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) == question
            ? BinaryPrimitives.ReadInt64LittleEndian(bytes)
            : null;
    }

    public static ulong Question(params ReadOnlySpan<string?> parts)
    {
        var hash = new XxHash64();
        foreach (var part in parts)
        {
            hash.Append(Encoding.UTF8.GetBytes(part ?? ""));
            hash.Append([(byte)0]);
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private void Sign(ReadOnlySpan<byte> bytes, Span<byte> tag)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, bytes, whole);
        whole[..TagBytes].CopyTo(tag);
    }
}
