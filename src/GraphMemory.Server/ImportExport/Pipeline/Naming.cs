using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>How an entity came by its name, in a word; an entity that was declared by its name needs none.</summary>
internal static class Naming
{
    /// <summary>A note, whose name was made up.</summary>
    public const string Generated = "generated";

    /// <summary>Only named as the end of a relation.</summary>
    public const string Undeclared = "undeclared";

    public static string? Of(Entity entity) => entity switch
    {
        { IsDeclared: false } => Undeclared,
        { HasGeneratedName: true } => Generated,
        _ => null,
    };

    public static EntityItem Item(SourcePlace place, string name, string type, string? naming) => naming == Undeclared
        ? new EntityItem(place, name, "", IsDeclared: false)
        : new EntityItem(place, name, type, HasGeneratedName: naming == Generated);
}
