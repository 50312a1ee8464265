using System.Security.Cryptography;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>The checksum that backup scripts leave beside an archive, <c>FILE.sha256</c>, in the form of <c>sha256sum</c>.</summary>
internal static class ChecksumFile
{
    private const int HexLength = 64;

    /// <summary>Null when there is none, or when it fits.</summary>
    public static Problem? Fault(string path)
    {
        var beside = path + ".sha256";
        if (!File.Exists(path) || !File.Exists(beside)) { return null; }
        using var reader = new StreamReader(beside);
        var head = new char[HexLength];
        if (reader.ReadBlock(head) < HexLength || !head.All(char.IsAsciiHexDigit)) { return null; }
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file)).Equals(new string(head), StringComparison.OrdinalIgnoreCase)
            ? null
            : ImportProblems.WrongChecksum.With($"{path} is not what {Path.GetFileName(beside)} says: it was damaged or changed. Take another copy, or remove the checksum to import it as it is.");
    }
}
