namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>Names looked up by hash: those of a built segment, or of one that is being built.</summary>
internal interface INameSource
{
    /// <summary>The number of a name, or one of the constants of <see cref="NameTable"/>.</summary>
    int FindName(ulong hash);

    /// <summary>Entities that bear a name, by its number.</summary>
    ReadOnlySpan<int> EntitiesNamed(int name);
}
