using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Retrieval.Ranking;
using GraphMemory.Engine.Vectors;

namespace GraphMemory.Engine.Retrieval;

/// <summary>Finds the part of a memory that answers a question, by text and graph, and by vectors where there are any. Thread-safe.</summary>
/// <param name="indexFolder">Where segment files are kept; they are caches and may be deleted at any time.</param>
/// <param name="vectors">Null: no model takes part.</param>
public sealed class Recall(IGraphStore store, TimeProvider clock, string indexFolder, IndexOptions options, VectorMemory? vectors = null)
{
    private readonly ConcurrentDictionary<long, WorkspaceIndex> _indexes = [];
    private readonly RankingScratches _scratches = new();
    private volatile IRecallParticipant? _participant;

    /// <summary>Has a say in every answer; null, which is usual, costs a look at this field.</summary>
    public IRecallParticipant? Participant
    {
        get => _participant;
        set => _participant = value;
    }

    public Result<RecallResult> Ask(long workspaceId, RecallRequest request) => Ask([workspaceId], request);

    /// <summary>Asks several workspaces as if they were one; the first is the one in use.</summary>
    public Result<RecallResult> Ask(ImmutableArray<long> workspaceIds, RecallRequest request) =>
        _participant is { } participant && !workspaceIds.IsEmpty ? AskWith(participant, workspaceIds, request) : AskAlone(workspaceIds, request);

    /// <summary>The answer without anybody's say: what a participant itself asks, so that none hears itself.</summary>
    public Result<RecallResult> AskAlone(ImmutableArray<long> workspaceIds, RecallRequest request)
    {
        if (Check(request) is { } problem) { return problem; }
        if (workspaceIds.IsEmpty) { return new RecallResult([], 0); }
        WorkspaceIndex[] indexes = [.. workspaceIds.Select(IndexOf)];
        try
        {
            return Answer(workspaceIds, indexes, request);
        }
        catch (Exception fault) when (IsDamage(fault) && (Distrust(indexes) || workspaceIds.Any(id => vectors?.Distrust(id) == true)))
        {
            return AskAlone(workspaceIds, request); // at most twice: each time files are gone that made no sense
        }
    }

    private Result<RecallResult> AskWith(IRecallParticipant participant, ImmutableArray<long> workspaceIds, RecallRequest request) =>
        participant.Before(workspaceIds[0], request) is { } problem
            ? problem
            : AskAlone(workspaceIds, request).Map(answer => answer with { Items = participant.After(workspaceIds[0], request, answer.Items) });

    /// <summary>Brings the index of a workspace up to date, so that the next question finds it warm. Returns its log position.</summary>
    public long Warm(long workspaceId)
    {
        vectors?.Erase(workspaceId);
        return IndexOf(workspaceId).Current().HeadSeq;
    }

    /// <summary>One step of the background loop: writes a segment file when enough events stand in none. True when it did.</summary>
    /// <param name="force">Also for a few events.</param>
    public bool CompactStep(long workspaceId, bool force = false)
    {
        var index = IndexOf(workspaceId);
        return (force || index.NeedsCompaction) && index.Compact(force);
    }

    /// <summary>Drops what is kept of workspaces that are no more: snapshots, and files that a process may still have written after the deletion.</summary>
    /// <param name="live">Ids of the workspaces there are.</param>
    public void Sweep(IReadOnlySet<long> live)
    {
        foreach (var id in _indexes.Keys.Where(id => !live.Contains(id))) { _indexes.TryRemove(id, out _); }
        if (!Directory.Exists(indexFolder)) { return; }
        foreach (var folder in Directory.EnumerateDirectories(indexFolder))
        {
            if (!long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || live.Contains(id)) { continue; }
            try { Directory.Delete(folder, recursive: true); }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Another process holds a file open on a system that minds, or is just as busy with it; the next sweep takes it.
            }
        }
    }

    private RecallResult Answer(ImmutableArray<long> workspaceIds, WorkspaceIndex[] indexes, RecallRequest request)
    {
        // Before the store is read: a provider may take its time.
        VectorAnswer?[] similar = [.. workspaceIds.Select(id => request.Components.HasFlag(RecallComponents.Vector) ? vectors?.Prepare(id, request.Query) : null)];
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        // Nearly always the indexes know all there is, and one look at the store is enough.
        if (store.Read(workspaceIds, reads => Known(indexes, reads) is { } corpus ? Make(corpus, reads) : null) is { } result) { return result; }
        var current = new Corpus(Array.ConvertAll(indexes, index => index.Current()));
        return store.Read(workspaceIds, reads => Make(current, reads));

        RecallResult Make(Corpus corpus, IReadOnlyList<IWorkspaceRead> reads)
        {
            RankingScratch[] scratches = [.. indexes.Select(_ => _scratches.Take())];
            RankedAnswer[] layers = [.. reads.Select((read, at) => new RankedAnswer(corpus.Layers[at], corpus, request, read, nowMs, similar[at], scratches[at]))];
            var items = new JointAnswer(layers, corpus, request).Make();
            foreach (var scratch in scratches) { _scratches.Return(scratch); } // not after an exception: who knows what it was in the middle of
            GC.KeepAlive(corpus); // the mapped bytes of its segments are read through spans
            return new RecallResult(items, corpus.Layers[0].HeadSeq)
            {
                Workspace = reads[0].Workspace.Name, Notes = [.. similar.Select(answer => answer?.Note).OfType<string>().Distinct()],
            };
        }
    }

    /// <summary>What the indexes know already; null when one of them lags behind.</summary>
    private static Corpus? Known(WorkspaceIndex[] indexes, IReadOnlyList<IWorkspaceRead> reads)
    {
        var layers = new IndexSnapshot[indexes.Length];
        for (var at = 0; at < layers.Length; at++)
        {
            if (indexes[at].At(reads[at].Workspace.HeadSeq) is not { } snapshot) { return null; }
            layers[at] = snapshot;
        }

        return new Corpus(layers);
    }

    /// <summary>Throws the files of all away, since it cannot be told whose are damaged; false when none is in use.</summary>
    private static bool Distrust(WorkspaceIndex[] indexes)
    {
        var isAnyInUse = false;
        foreach (var index in indexes) { isAnyInUse |= index.Distrust(); }
        return isAnyInUse;
    }

    /// <summary>What reading a damaged file looks like: a number in it points outside of something.</summary>
    private static bool IsDamage(Exception fault) =>
        fault is IndexOutOfRangeException or ArgumentException or OverflowException or KeyNotFoundException or InvalidDataException;

    private WorkspaceIndex IndexOf(long workspaceId) => _indexes.GetOrAdd(workspaceId, static (id, self) =>
        new WorkspaceIndex(self.Store, id, new SegmentFiles(Path.Combine(self.Folder, id.ToString(CultureInfo.InvariantCulture))), self.Options),
        (Store: store, Folder: indexFolder, Options: options));

    private static Problem? Check(RecallRequest request) =>
        request.Query.Length > RecallRequest.QueryLengthMax
            ? RetrievalProblems.Invalid("query", $"has {request.Query.Length} characters", $"use at most {RecallRequest.QueryLengthMax}")
        : request.Limit is < 1 or > RecallRequest.LimitMax
            ? RetrievalProblems.Invalid("limit", $"is {request.Limit}", $"use 1 to {RecallRequest.LimitMax}")
        : null;
}
