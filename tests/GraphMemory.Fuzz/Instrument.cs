using SharpFuzz;

namespace GraphMemory.Fuzz;

/// <summary>Puts edge counters into our own assemblies of a folder.</summary>
internal static class Instrument
{
    private static readonly string[] Assemblies = ["GraphMemory.Kernels.dll", "GraphMemory.Engine.dll", "GraphMemory.Sqlite.dll", "graphmemory.dll"];

    public static void Folder(string folder)
    {
        foreach (var path in Assemblies.Select(name => Path.Combine(folder, name)))
        {
            Fuzzer.Instrument(path, _ => true, Options.Value);
        }
    }
}
