namespace GraphMemory.Engine.ImportExport;

/// <summary>
/// Names of metadata that keep what another program knew. Its times are those of its own records, not those at which a fact holds, so they
/// do not become valid time; and what this memory learns it learns now, so they do not become transaction time.
/// </summary>
public static class SourceMetadata
{
    /// <summary>Id of the record in the source.</summary>
    public const string Id = "source_id";

    /// <summary>When the source recorded it, RFC 3339 in UTC.</summary>
    public const string Created = "source_created";

    /// <summary>When the source last changed it, RFC 3339 in UTC.</summary>
    public const string Updated = "source_updated";
}
