using System.Security.Cryptography;
using System.Text;
using GraphMemory.Server.Configuration;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Hosting;

/// <summary>The secret that proves a caller may read the data folder: 256 random bits in a file of mode 0600, made once.</summary>
internal sealed class LocalToken
{
    private const int Bits = 256;

    private readonly byte[] _hash;

    private LocalToken(string text) => (Text, _hash) = (text, Hash(text));

    /// <summary>Never logged; printed only to the person who starts the server on a terminal.</summary>
    public string Text { get; }

    public static LocalToken Open(DataFolder folder, ServerOptions options)
    {
        if (options.Token.Length > 0) { return new(options.Token); }
        if (!File.Exists(folder.TokenPath)) { PrivateFile.CreateOnce(folder.TokenPath, NewText()); }
        DataFolder.Protect(folder.TokenPath);
        return new(File.ReadAllText(folder.TokenPath).Trim());
    }

    /// <summary>Compares hashes in constant time, so that neither content nor length leaks (CWE-208).</summary>
    public bool Matches(ReadOnlySpan<char> candidate) => CryptographicOperations.FixedTimeEquals(Hash(candidate), _hash);

    private static string NewText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bits / 8)) + "\n";

    private static byte[] Hash(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
    }
}
