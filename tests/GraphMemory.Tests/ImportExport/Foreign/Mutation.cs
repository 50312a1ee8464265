using CsCheck;

namespace GraphMemory.Tests.ImportExport.Foreign;

/// <summary>Bytes as a bad disk, a careless editor or an attacker leaves them: changed, cut, repeated, replaced.</summary>
internal static class Mutation
{
    public static Gen<byte[]> Of(byte[] whole) => Gen.OneOf(
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 6].Select(changes => Changed(whole, changes)),
        Gen.Int[0, whole.Length].Select(length => whole[..length]),
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length]).Select((from, to) => Cut(whole, Math.Min(from, to), Math.Max(from, to))),
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length]).Select((from, to) =>
            (byte[])[.. whole[..Math.Max(from, to)], .. whole[Math.Min(from, to)..]]),
        Gen.Select(Gen.Int[0, whole.Length], Gen.Byte.Array[0, 20]).Select((at, bytes) => (byte[])[.. whole[..at], .. bytes, .. whole[at..]]),
        Gen.Byte.Array[0, 200]);

    private static byte[] Changed(byte[] whole, (int At, byte Value)[] changes)
    {
        var bytes = (byte[])whole.Clone();
        foreach (var (at, value) in changes) { bytes[at] = value; }
        return bytes;
    }

    private static byte[] Cut(byte[] whole, int from, int to) => [.. whole[..from], .. whole[to..]];
}
