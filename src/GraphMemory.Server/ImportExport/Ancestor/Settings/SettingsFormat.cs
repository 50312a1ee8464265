using System.Text;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor.Settings;

/// <summary>
/// The settings of GraphMemory-IDE: a .env file, or the configuration of its plugins. They are no memories: the report tells which key each
/// is here, or why it is none. What is to be set is set by the user, or with <c>--write-config</c>.
/// </summary>
internal sealed class SettingsFormat : RecordFormat
{
    private const int BytesMax = 1 << 20;

    /// <summary>A single word that two programs use is no sign.</summary>
    private const int KnownMin = 2;

    public override string Name => "settings";

    public override string Summary => "settings of GraphMemory-IDE (.env, or its plugins' JSON or YAML): told as keys of ours";

    public override bool CanExport => false;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder || sample.Head.IndexOf((byte)0) >= 0) { return Likeness.None; }
        var settings = SettingLines.Of(sample.Text);
        return settings.Count(setting => KnownSettings.IsKnown(setting.Name)) >= KnownMin && settings.Count(setting => IsName(setting.Name)) == settings.Count
            ? Likeness.Certain : Likeness.None;
    }

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        foreach (var (fate, line) in Fates(source))
        {
            var told = fate.Key is null ? $"{fate.Name}: {fate.Why}" : $"{fate.Name}: {fate.Why} = {fate.Value}";
            yield return new LostItem(new SourcePlace(line), told);
        }
    }

    protected override Problem? Refusal(ImportSource source) => source.IsFolder
        ? ImportProblems.FileFault.With($"{source.Path} is a folder or an archive of files; {Name} is one file: name it.")
        : null;

    public static IEnumerable<(SettingFate Fate, int Line)> Fates(ImportSource source)
    {
        using var stream = source.Open();
        var bytes = new byte[BytesMax];
        var text = Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return SettingLines.Of(text).Select(setting => (KnownSettings.Fate(setting.Name, setting.Value), setting.Line)).ToList();
    }

    private static bool IsName(string name) => name.Length is > 0 and < 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
