using GraphMemory.Sqlite;

namespace GraphMemory.Server.Configuration;

/// <summary>The embedded store.</summary>
internal sealed record StoreOptions
{
    private static readonly SqliteStoreOptions Default = new();

    public bool ReadOnly { get; init; }

    public int BusyTimeoutMs { get; init; } = Default.BusyTimeoutMs;

    public int ReadersMax { get; init; } = Default.ReadersMax;

    public int BatchWritesMax { get; init; } = Default.BatchWritesMax;

    public int WriterCacheKb { get; init; } = Default.WriterCacheKb;

    public int ReaderCacheKb { get; init; } = Default.ReaderCacheKb;

    public int CheckpointBytes { get; init; } = (int)Default.CheckpointBytes;

    public int WalBytesMax { get; init; } = (int)Default.WalBytesMax;

    public int RebuildAtOnceBytes { get; init; } = (int)Default.RebuildAtOnceBytes;

    /// <summary>Days of the workspace log that are kept; 0 keeps everything.</summary>
    public int LogRetentionDays { get; init; }

    public SqliteStoreOptions ToSqlite() => new()
    {
        IsReadOnly = ReadOnly,
        BusyTimeoutMs = BusyTimeoutMs,
        ReadersMax = ReadersMax,
        BatchWritesMax = BatchWritesMax,
        WriterCacheKb = WriterCacheKb,
        ReaderCacheKb = ReaderCacheKb,
        CheckpointBytes = CheckpointBytes,
        WalBytesMax = WalBytesMax,
        RebuildAtOnceBytes = RebuildAtOnceBytes,
    };
}
