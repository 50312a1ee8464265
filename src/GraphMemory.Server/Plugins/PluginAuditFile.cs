using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Plugins;

namespace GraphMemory.Server.Plugins;

/// <summary>A decision about a plugin, as it is kept and shown.</summary>
internal sealed record PluginAuditShape(DateTimeOffset At, string Who, string Plugin, string What, string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PluginAuditShape))]
internal sealed partial class PluginAuditJson : JsonSerializerContext;

/// <summary>Who decided what about plugins, and when: a line each, 0600. When it is large it is put aside, and the one put aside before goes.</summary>
internal sealed class PluginAuditFile(string path)
{
    private const long LengthMax = 1 << 20;
    private const int DetailLengthMax = 2_000;

    private readonly Lock _gate = new();

    public void Add(PluginAuditEntry entry)
    {
        var detail = entry.Detail.Length > DetailLengthMax ? entry.Detail[..DetailLengthMax] : entry.Detail;
        var shape = new PluginAuditShape(entry.At, entry.Who, entry.Plugin, entry.What, detail.Length == 0 ? null : detail);
        var line = JsonSerializer.Serialize(shape, PluginAuditJson.Default.PluginAuditShape) + "\n";
        lock (_gate)
        {
            try
            {
                if (new FileInfo(path) is { Exists: true, Length: > LengthMax }) { File.Move(path, path + ".1", overwrite: true); }
                var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
                if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
                using var file = new FileStream(path, options);
                file.Write(Encoding.UTF8.GetBytes(line)); // one write, so that the lines of two processes do not mix
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // A full disk must not keep a plugin from being disabled.
            }
        }
    }

    /// <summary>The last decisions about one plugin, the newest first.</summary>
    public IReadOnlyList<PluginAuditShape> Last(string plugin, int countMax)
    {
        try
        {
            return [.. File.ReadLines(path).Select(Parse).OfType<PluginAuditShape>().Where(entry => entry.Plugin == plugin).Reverse().Take(countMax)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static PluginAuditShape? Parse(string line)
    {
        try { return JsonSerializer.Deserialize(line, PluginAuditJson.Default.PluginAuditShape); }
        catch (JsonException) { return null; } // the end of a line that a crash cut short
    }
}
