using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Editing;

namespace GraphMemory.Server.ImportExport.Ancestor.Settings;

/// <summary>Puts imported settings into the configuration file. What stands there already stays, comments included.</summary>
internal static class SettingsWriting
{
    /// <summary>The keys that were written.</summary>
    public static Result<IReadOnlyList<string>> Write(string source, string configurationPath)
    {
        try
        {
            using var settings = ImportSource.At(source);
            var text = File.Exists(configurationPath) ? File.ReadAllText(configurationPath) : "{\n}\n";
            var written = new List<string>();
            foreach (var fate in SettingsFormat.Fates(settings).Select(item => item.Fate).Where(fate => fate.Key is not null).DistinctBy(fate => fate.Key))
            {
                var edited = Set(text, fate);
                if (edited.Text is null) { return ImportProblems.FileFault.With($"{configurationPath}: {edited.Fault}"); }
                if (edited.Text != text) { written.Add(fate.Key!); }
                text = edited.Text;
            }

            if (written.Count > 0) { AtomicFile.Write(configurationPath, stream => stream.Write(Encoding.UTF8.GetBytes(text))); }
            return written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ImportProblems.FileFault.With($"{configurationPath}: {exception.Message}");
        }
    }

    private static Edited Set(string text, SettingFate fate)
    {
        var path = fate.Key!.Split('.');
        var (root, fault) = JsoncReader.Read(text);
        return fault is not null ? fault : root?.Find(path) is null ? JsoncEdit.Set(text, path, Value(fate)) : new Edited(text, null);
    }

    private static JsoncValue Value(SettingFate fate)
    {
        var value = fate.Value!;
        return ConfigurationKeys.All.TryGet(fate.Key!, out var key) ? key.Type switch
        {
            "integer" => JsoncValue.Of(int.Parse(value)),
            "boolean" => JsoncValue.Of(bool.Parse(value)),
            "list" => JsoncValue.Of(value.Split(',')),
            _ => JsoncValue.Of(value),
        } : JsoncValue.Of(value);
    }
}
