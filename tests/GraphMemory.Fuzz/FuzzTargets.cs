using GraphMemory.Engine.Registries;
using GraphMemory.Fuzz.Targets;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Fuzz;

/// <summary>Every door that takes bytes from outside. To add one: a class in Targets/ and a line here.</summary>
internal sealed class FuzzTargets : IDisposable
{
    public FuzzTargets() => All = new("fuzz targets",
    [
        new JsonRpcTarget(),
        new RestTarget(),
        new CursorTarget(),
        new ConfigTarget(),
        SetupTarget.Json(),
        SetupTarget.Toml(),
        .. MemoryFormats.Create().Items.Select(format => new ImportTarget(format.Name)),
    ]);

    public Registry<IFuzzTarget> All { get; }

    public void Dispose()
    {
        foreach (var target in All.Items.OfType<IDisposable>()) { target.Dispose(); }
    }
}
