namespace GraphMemory.Engine.ImportExport;

/// <summary>Parts of a memory that a format may be able to hold. What it cannot hold is counted when it is left out.</summary>
[Flags]
public enum GraphParts
{
    None = 0,
    /// <summary>That a name was made up for a note, or is only named by relations.</summary>
    Naming = 1,
    /// <summary>That something does not hold, or was withdrawn.</summary>
    Denial = 2,
    ValidTime = 4,
    Confidence = 8,
    Weight = 16,
    Tags = 32,
    Metadata = 64,
    Provenance = 128,
    Relations = 256,
    All = Naming | Denial | ValidTime | Confidence | Weight | Tags | Metadata | Provenance | Relations,
}
