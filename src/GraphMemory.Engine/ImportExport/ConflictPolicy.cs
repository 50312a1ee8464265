namespace GraphMemory.Engine.ImportExport;

/// <summary>What happens to a memory that is there under the same id of the same source, but says something else.</summary>
public enum ConflictPolicy
{
    /// <summary>What is there stays.</summary>
    Skip,
    /// <summary>The imported text takes its place; the earlier one stays in the history.</summary>
    Overwrite,
    /// <summary>Both stand.</summary>
    Duplicate,
    /// <summary>As <see cref="Overwrite"/> when the source changed it later, else as <see cref="Skip"/>.</summary>
    Newest,
}
