using System.Security.Cryptography;
using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Sqlite.Graph;

/// <summary>A stable 64-bit hash of the seven parts; absent and empty parts differ.</summary>
internal static class ProvenanceHash
{
    public static long Of(Provenance provenance)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)
            [provenance.Principal, provenance.Client, provenance.Tool, provenance.Session, provenance.File, provenance.Commit, provenance.Url])
        {
            text.Append(part is null ? '-' : '+').Append(part?.Length ?? 0).Append(':').Append(part);
        }

        return BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
