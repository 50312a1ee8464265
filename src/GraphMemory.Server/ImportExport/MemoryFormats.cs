using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.ImportExport;

/// <summary>Every format a memory can be written in. To add one: a class and a line here.</summary>
internal static class MemoryFormats
{
    /// <summary>The name under which the format is found out by content.</summary>
    public const string Auto = "auto";

    public static Registry<IMemoryFormat> Create() => new("memory formats",
    [
        new BundleFormat(),
        new NdjsonBundleFormat(),
        new ReferenceJsonlFormat(),
        new Json.MemoryListFormat(),
        new Peers.Mem0Format(),
        new Peers.OpenMemoryFormat(),
        new Peers.McpMemoryServiceFormat(),
        new Peers.ClaudeMemFormat(),
        new Peers.MemPalaceFormat(),
        new Ancestor.KuzuFormat(),
        new Ancestor.PostgresFormat(),
        new Ancestor.AlertsDatabaseFormat(),
        new Ancestor.AlertRulesFormat(),
        new Ancestor.KuzuDatabaseFormat(),
        new Ancestor.Settings.SettingsFormat(),
        new Ancestor.KeysFormat(),
        new Csv.CsvFormat(),
        new GraphMl.GraphMlFormat(),
        new Vault.VaultFormat(),
        new BasicMemory.BasicMemoryFormat(),
        new Notes.NotesFormat(),
    ]);

    /// <summary>These, and those that plugins read.</summary>
    public static Registry<IMemoryFormat> With(IEnumerable<IMemoryFormat> more)
    {
        var known = Create();
        return new(known.Title, [.. known.Items, .. more.Where(format => !known.TryGet(format.Name, out _))]);
    }

    public static IEnumerable<string> Names(Func<IMemoryFormat, bool> isWanted) => Create().Items.Where(isWanted).Select(format => format.Name);

    /// <summary>The format of this name, or, when none is given, the one that the content of <paramref name="path"/> looks like most.</summary>
    public static Result<IMemoryFormat> Choose(Registry<IMemoryFormat> formats, string? name, string path)
    {
        if (name is not (null or Auto))
        {
            return formats.TryGet(name, out var named)
                ? Found(named)
                : ImportProblems.UnknownFormat.With($"There is no format \"{name}\"; known are {Join(formats.Items)}.");
        }

        if (!File.Exists(path) && !Directory.Exists(path)) { return ImportProblems.FileFault.With($"{path} does not exist."); }
        try
        {
            using var source = ImportSource.At(path);
            return Likest(formats, new SourceSample(source));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ImportProblems.FileFault.With($"{path}: {exception.Message}");
        }
    }

    private static Result<IMemoryFormat> Likest(Registry<IMemoryFormat> formats, SourceSample sample)
    {
        var best = formats.Items.Where(format => format.CanImport).GroupBy(format => format.LikenessOf(sample)).MaxBy(group => group.Key)!.ToList();
        return (best[0].LikenessOf(sample), best.Count) switch
        {
            (Likeness.None, _) => ImportProblems.UnknownFormat.With(
                $"{sample.Path} is in no known format ({Join(formats.Items)}); name one with --from if it is damaged."),
            (_, 1) => Found(best[0]),
            _ => ImportProblems.Ambiguous.With(
                $"{sample.Path} could be {Join(best)}.", new FieldProblem("--from", "is not given", $"Say which: {Join(best)}.")),
        };
    }

    /// <summary>C# has no implicit conversion from an interface, so the value goes through one that is.</summary>
    private static Result<IMemoryFormat> Found(IMemoryFormat format) => ((Result<bool>)true).Map(_ => format);

    private static string Join(IEnumerable<IMemoryFormat> formats) => string.Join(", ", formats.Select(format => format.Name));
}
