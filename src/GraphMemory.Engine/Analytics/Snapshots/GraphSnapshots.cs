using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>
/// Graphs of workspaces, each read from the store once per position of its log and shared by all who ask. A key holds the head of the log too:
/// after any write, an erasure above all, nothing older is served.
/// </summary>
public sealed class GraphSnapshots
{
    /// <summary>Graphs kept; each may be as large as its workspace.</summary>
    private const int KeptMax = 6;

    private readonly IGraphStore _store;
    private readonly BoundedCache<(long WorkspaceId, long HeadSeq, long Seq), WorkspaceGraph> _graphs;
    private readonly BoundedCache<SubjectKey, SubjectGraph> _subjects;

    public GraphSnapshots(IGraphStore store, TimeProvider time)
    {
        var options = new CacheOptions { Capacity = KeptMax };
        (_store, _graphs, _subjects) = (store, new(options, time), new(options, time));
    }

    /// <summary>The position that a filter means, and where the log ends now.</summary>
    public (long HeadSeq, long Seq) Position(long workspaceId, GraphFilter filter) => _store.Read(workspaceId, read =>
    {
        var head = read.Workspace.HeadSeq;
        var seq = Math.Min(filter.AsOfSeq ?? head, filter.AsOfMs is { } atMs ? read.SeqAt(atMs) : head);
        return (head, seq);
    });

    /// <summary>The part of a workspace's graph that a filter leaves.</summary>
    public Task<Result<SubjectGraph>> SubjectAsync(SubjectKey key, GraphFilter filter, CancellationToken cancellationToken) =>
        _subjects.GetOrLoadAsync(key, async _ =>
        {
            var graph = await GraphAsync(key, CancellationToken.None).ConfigureAwait(false); // others may wait for it too
            return graph.IsSuccess ? FilteredSubject.Of(graph.Value, filter, key.IsDirected, key.IsWeighted ?? graph.Value.HasWeights) : graph.Problem;
        }, cancellationToken);

    /// <summary>A workspace's whole graph.</summary>
    public Task<Result<WorkspaceGraph>> GraphAsync(SubjectKey key, CancellationToken cancellationToken) => _graphs.GetOrLoadAsync(
        (key.WorkspaceId, key.HeadSeq, key.Seq),
        _ => Task.Run<Result<WorkspaceGraph>>(() => _store.Read(key.WorkspaceId, read => WorkspaceGraphReading.Read(read, key.Seq)), CancellationToken.None),
        cancellationToken);

    /// <summary>Something was erased for good after a position of the log, or the whole workspace is gone.</summary>
    public bool IsErasedSince(long workspaceId, long headSeq)
    {
        try { return _store.Read(workspaceId, read => read.PurgedAfter(headSeq).Count > 0); }
        catch (StoreFaultException fault) when (fault.Problem.Code == StoreProblems.NoWorkspace) { return true; }
    }

    /// <summary>Drops what is kept.</summary>
    public void Clear(IEnumerable<SubjectKey> keys)
    {
        foreach (var key in keys)
        {
            _subjects.Invalidate(key);
            _graphs.Invalidate((key.WorkspaceId, key.HeadSeq, key.Seq));
        }
    }
}

/// <summary>What makes two runs be about the same graph.</summary>
/// <param name="Seq">The last log position that counts.</param>
/// <param name="Filter">Canonical text.</param>
/// <param name="IsWeighted">Null: when some relation has another weight than 1.</param>
public sealed record SubjectKey(long WorkspaceId, long HeadSeq, long Seq, string Filter, bool IsDirected, bool? IsWeighted);
