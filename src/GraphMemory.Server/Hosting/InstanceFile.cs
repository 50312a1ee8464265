using System.Text.Json;
using System.Text.Json.Serialization;

namespace GraphMemory.Server.Hosting;

/// <summary>What a serving process writes into the data folder (<c>server.json</c>), so that others find it.</summary>
/// <param name="Url">Base address, without a slash at the end.</param>
/// <param name="Instance">Random per start; the liveness endpoint repeats it, so that another program on the port is not mistaken for us.</param>
/// <param name="TokenFile">Where the local token lies.</param>
internal sealed record InstanceFile(string Url, int Pid, string Instance, DateTimeOffset StartedAt, string TokenFile)
{
    public static InstanceFile? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), InstanceJsonContext.Default.InstanceFile);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => PrivateFile.Replace(path, JsonSerializer.Serialize(this, InstanceJsonContext.Default.InstanceFile) + "\n");

    /// <summary>Removes the file if it is still ours: a server started later may have replaced it.</summary>
    public void Remove(string path)
    {
        if (Read(path)?.Instance == Instance) { File.Delete(path); }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(InstanceFile))]
internal sealed partial class InstanceJsonContext : JsonSerializerContext;
