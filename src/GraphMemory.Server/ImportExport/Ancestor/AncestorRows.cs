using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>What all sources of GraphMemory-IDE, the program that this one follows, have in common.</summary>
internal static class AncestorRows
{
    /// <summary>Its ids are unique across its stores, so a memory in a dump and in a graph is one memory.</summary>
    public const string SourceName = "graphmemory-ide";

    public static Provenance Origin { get; } = new(Tool: ForeignFormat.ToolName);

    public static MemoryId Id(string id) => new(SourceName, id);
}
