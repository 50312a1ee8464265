using GraphMemory.Engine.Graph;

namespace GraphMemory.Sqlite;

/// <summary>Bounds of the embedded store.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>How long a write may wait for other processes before it is refused as busy.</summary>
    public int BusyTimeoutMs { get; init; } = 30_000;

    /// <summary>Writes that may wait for the writer; further callers wait for a place.</summary>
    public int QueuedWritesMax { get; init; } = 4096;

    /// <summary>Writes that share one commit.</summary>
    public int BatchWritesMax { get; init; } = 1024;

    /// <summary>Connections that read at the same time; further readers wait.</summary>
    public int ReadersMax { get; init; } = 4;

    public int WriterCacheKb { get; init; } = 32 * 1024;

    public int ReaderCacheKb { get; init; } = 2 * 1024;

    /// <summary>A checkpoint step does nothing while the write-ahead log is smaller.</summary>
    public long CheckpointBytes { get; init; } = 4L << 20;

    /// <summary>A write-ahead log beyond this size is folded back while writers wait, so that it cannot grow for ever.</summary>
    public long WalBytesMax { get; init; } = 128L << 20;

    /// <summary>A purge rebuilds a database up to this size before it is acknowledged, about 10 ms per MB; a larger one soon after.</summary>
    public long RebuildAtOnceBytes { get; init; } = 32L << 20;

    /// <summary>What a new workspace may hold.</summary>
    public Quotas NewWorkspaceQuotas { get; init; } = Quotas.None;

    /// <summary>Opens the store for reading only: no file of the folder is created or changed.</summary>
    public bool IsReadOnly { get; init; }
}
