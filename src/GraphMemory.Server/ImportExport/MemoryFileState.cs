using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GraphMemory.Server.ImportExport;

/// <summary>What a memory file looked like when it was last written or read here: it tells an edit by hand from a store that is ahead.</summary>
/// <param name="Seq">Log position that the file showed.</param>
internal sealed record MemoryFileState(string Path, long Seq, string Sha256)
{
    public static MemoryFileState? Read(string statePath)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(statePath), MemoryFileJson.Default.MemoryFileState);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(string statePath) => AtomicFile.Write(statePath, stream => JsonSerializer.Serialize(stream, this, MemoryFileJson.Default.MemoryFileState));

    /// <summary>Short name under which the state and the workspace of a memory file are kept.</summary>
    public static string KeyOf(string fullPath) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fullPath)))[..16];
}

[JsonSerializable(typeof(MemoryFileState))]
internal sealed partial class MemoryFileJson : JsonSerializerContext;
