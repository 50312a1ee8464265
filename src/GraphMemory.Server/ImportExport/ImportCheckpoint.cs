using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>How far an import came, so that it goes on there. It belongs to one content: another file starts anew.</summary>
/// <param name="Position">Lines or items that are done.</param>
internal sealed record ImportCheckpoint(string Sha256, long Position, ImportReport Report)
{
    public static ImportCheckpoint None { get; } = new("", 0, ImportReport.Empty);

    public static ImportCheckpoint Read(string path, string sha256)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), ImportJson.Default.ImportCheckpoint);
            return kept?.Sha256 == sha256 ? kept : None;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return None;
        }
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, ImportJson.Default.ImportCheckpoint));
    }

    public static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

[JsonSerializable(typeof(ImportCheckpoint))]
internal sealed partial class ImportJson : JsonSerializerContext;
