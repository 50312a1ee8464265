using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.ImportExport;

/// <summary>Every format a memory can be written in. To add one: a class and a line here.</summary>
internal static class MemoryFormats
{
    public static Registry<IMemoryFormat> Create() => new("memory formats", [new BundleFormat(), new ReferenceJsonlFormat()]);

    /// <summary>The format of this name, or, when none is given, the one that recognises the content of <paramref name="path"/>.</summary>
    public static Result<IMemoryFormat> Choose(Registry<IMemoryFormat> formats, string? name, string path)
    {
        if (name is not null)
        {
            return formats.TryGet(name, out var named)
                ? Found(named)
                : ImportProblems.UnknownFormat.With($"There is no format \"{name}\"; known are {Names(formats)}.");
        }

        if (!File.Exists(path) && !Directory.Exists(path)) { return ImportProblems.FileFault.With($"{path} does not exist."); }
        return formats.Items.FirstOrDefault(format => format.Recognises(path)) is { } found
            ? Found(found)
            : ImportProblems.UnknownFormat.With($"{path} is in no known format ({Names(formats)}); name one with --format if it is damaged.");
    }

    /// <summary>C# has no implicit conversion from an interface, so the value goes through one that is.</summary>
    private static Result<IMemoryFormat> Found(IMemoryFormat format) => ((Result<bool>)true).Map(_ => format);

    private static string Names(Registry<IMemoryFormat> formats) => string.Join(", ", formats.Items.Select(format => format.Name));
}
