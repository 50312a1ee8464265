namespace GraphMemory.Server.Configuration;

/// <summary>Keys of the store and of the index.</summary>
internal static class EngineKeys
{
    public static IEnumerable<ConfigurationKey> All =>
    [
        ConfigurationKey.Of("store.read_only", KeyFormat.Boolean, "Opens the store for reading only: no file of the folder is created or changed",
            o => o.Store.ReadOnly, (o, v) => o with { Store = o.Store with { ReadOnly = v } }),
        Store("store.busy_timeout_ms", 100, 600_000, "Time a write or a read waits for others before it is refused as busy",
            o => o.BusyTimeoutMs, (o, v) => o with { BusyTimeoutMs = v }),
        Store("store.readers_max", 1, 64, "Connections that read at the same time; further readers wait",
            o => o.ReadersMax, (o, v) => o with { ReadersMax = v }),
        Store("store.batch_writes_max", 1, 65_536, "Writes of different callers that share one commit",
            o => o.BatchWritesMax, (o, v) => o with { BatchWritesMax = v }),
        Store("store.writer_cache_kb", 256, 4_194_304, "Page cache of the connection that writes",
            o => o.WriterCacheKb, (o, v) => o with { WriterCacheKb = v }),
        Store("store.reader_cache_kb", 256, 4_194_304, "Page cache of each connection that reads",
            o => o.ReaderCacheKb, (o, v) => o with { ReaderCacheKb = v }),
        Store("store.checkpoint_bytes", 65_536, 1 << 30, "Size from which the write-ahead log is folded back in the background",
            o => o.CheckpointBytes, (o, v) => o with { CheckpointBytes = v }),
        Store("store.wal_bytes_max", 1 << 20, 1 << 30, "Size at which writers wait until the write-ahead log is folded back",
            o => o.WalBytesMax, (o, v) => o with { WalBytesMax = v }),
        Store("store.rebuild_at_once_bytes", 0, 1 << 30, "Largest database that a purge rebuilds before it is acknowledged; a larger one is rebuilt soon after",
            o => o.RebuildAtOnceBytes, (o, v) => o with { RebuildAtOnceBytes = v }),
        Store("store.log_retention_days", 0, 36_500, "Days that changes_since reaches back; older events are trimmed, facts stay; 0 keeps everything",
            o => o.LogRetentionDays, (o, v) => o with { LogRetentionDays = v }) with { IsReloadable = true },

        Index("index.tail_events_max", 64, 1_000_000, "Log events that stand in no index file yet: what a start reads again at most",
            o => o.TailEventsMax, (o, v) => o with { TailEventsMax = v }),
        Index("index.segment_events_max", 10_000, 20_000_000, "Log events of one index file; bounds the memory of a build",
            o => o.SegmentEventsMax, (o, v) => o with { SegmentEventsMax = v }),
        Index("index.fanout", 2, 32, "Index files of about the same size before they become one",
            o => o.Fanout, (o, v) => o with { Fanout = v }),
    ];

    private static ConfigurationKey Store(
        string path, int min, int max, string description, Func<StoreOptions, int> get, Func<StoreOptions, int, StoreOptions> set) =>
        ConfigurationKey.Of(path, KeyFormat.Integer(min, max), description, o => get(o.Store), (o, v) => o with { Store = set(o.Store, v) });

    private static ConfigurationKey Index(
        string path, int min, int max, string description, Func<RecallIndexOptions, int> get, Func<RecallIndexOptions, int, RecallIndexOptions> set) =>
        ConfigurationKey.Of(path, KeyFormat.Integer(min, max), description, o => get(o.Index), (o, v) => o with { Index = set(o.Index, v) }) with { IsReloadable = true };
}
