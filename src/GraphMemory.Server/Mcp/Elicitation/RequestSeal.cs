using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GraphMemory.Server.Mcp.Elicitation;

/// <summary>
/// Protects the state that a client carries between two rounds of one request (<c>requestState</c> of 2026-07-28): what comes back altered,
/// invented or too late is not opened. The state is signed, not secret: HMAC-SHA-256 (RFC 2104) over its time of expiry and its content.
/// </summary>
internal sealed class RequestSeal(byte[] key, TimeProvider time)
{
    /// <summary>A person answers within this time, or the question is asked anew.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const int TimeLength = sizeof(long);

    /// <summary>A seal whose key follows from a secret of this installation, so that a server that was restarted knows its own questions.</summary>
    public static RequestSeal For(string secret, TimeProvider time) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), SHA256.HashSizeInBytes, info: "graphmemory request state"u8.ToArray()),
        time);

    public string Close(ReadOnlySpan<byte> content)
    {
        var sealedBytes = new byte[TimeLength + content.Length + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(sealedBytes, (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds());
        content.CopyTo(sealedBytes.AsSpan(TimeLength));
        HMACSHA256.HashData(key, sealedBytes.AsSpan(..^SHA256.HashSizeInBytes), sealedBytes.AsSpan(^SHA256.HashSizeInBytes..));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The content; null when this seal did not close it, or did so too long ago.</summary>
    public byte[]? Open(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length < TimeLength + SHA256.HashSizeInBytes) { return null; }
        var sealedBytes = Base64Url.DecodeFromChars(text);
        var signed = sealedBytes.AsSpan(..^SHA256.HashSizeInBytes);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), sealedBytes.AsSpan(^SHA256.HashSizeInBytes..))) { return null; }
        return BinaryPrimitives.ReadInt64BigEndian(signed) >= time.GetUtcNow().ToUnixTimeMilliseconds() ? signed[TimeLength..].ToArray() : null;
    }
}
