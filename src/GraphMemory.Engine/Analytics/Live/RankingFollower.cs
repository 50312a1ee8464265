using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Engine.Graph;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Live;

/// <summary>
/// Follows the log of one workspace and tells what each stretch of it did to the top of its PageRank. It repairs the scores where relations changed;
/// after a deleted entity, an erasure, a trimmed log or very many changes it begins anew. Used by one thread at a time.
/// </summary>
public sealed class RankingFollower(IGraphStore store, long workspaceId, int top)
{
    private const int EventsPerStep = 10_000;

    /// <summary>Rows that were changed before it is cheaper to begin anew.</summary>
    private const int ChangedRowsMax = 20_000;

    private readonly List<long> _ids = [];
    private readonly Dictionary<long, int> _nodes = [];
    private LiveRanking? _ranking;
    private ImmutableArray<long> _told = [];
    private long _seq;
    private bool _isWeighted;

    /// <summary>The changes up to the head of the log, or a bounded stretch nearer to it; the first time the whole top.</summary>
    public RankingStep Step(CancellationToken cancellationToken)
    {
        using var crew = new Crew(Environment.ProcessorCount, cancellationToken);
        return store.Read(workspaceId, read =>
        {
            var head = read.Workspace.HeadSeq;
            if (_ranking is null || !Follow(read)) { Begin(read, crew); }
            return Told(read, isLast: _seq == head);
        });
    }

    private void Begin(IWorkspaceRead read, Crew crew)
    {
        var graph = WorkspaceGraphReading.Read(read, read.Workspace.HeadSeq);
        (_seq, _isWeighted) = (graph.Seq, graph.HasWeights);
        _ids.Clear();
        _nodes.Clear();
        foreach (var id in graph.EntityIds) { Add(id); }
        _ranking = new LiveRanking(FilteredSubject.Of(graph, GraphFilter.None, isDirected: true, _isWeighted).Value.Graph, top, crew);
    }

    /// <summary>False when the log does not tell all, or the work is better done anew.</summary>
    private bool Follow(IWorkspaceRead read)
    {
        if (read.Workspace.LogStartSeq > _seq + 1 || _ranking!.ChangedRowCount > ChangedRowsMax) { return false; }
        var pairs = new HashSet<(long Source, long Target)>();
        foreach (var change in read.Log(_seq, EventsPerStep))
        {
            _seq = change.Seq;
            if (change.Kind is LogEventKind.Purged or LogEventKind.EntityDeleted) { return false; }
            Take(read, change, pairs);
        }

        foreach (var (source, target) in pairs)
        {
            if (!Set(read, source, target)) { return false; }
        }

        _ranking.Settle();
        return true;
    }

    private void Take(IWorkspaceRead read, LogEvent change, HashSet<(long Source, long Target)> pairs)
    {
        switch (change.Kind)
        {
            case LogEventKind.EntityNamed or LogEventKind.EntityDeclared when !_nodes.ContainsKey(change.SubjectId):
                _ranking!.AddNode();
                Add(change.SubjectId);
                break;
            case LogEventKind.FactRecorded or LogEventKind.FactClosed
                when read.Fact(change.SubjectId)?.Statement is { ObjectId: { } target } statement && target != statement.SubjectId:
                pairs.Add((statement.SubjectId, target));
                break;
        }
    }

    /// <summary>False when weights begin to count, which changes every edge.</summary>
    private bool Set(IWorkspaceRead read, long source, long target)
    {
        if (!_nodes.TryGetValue(source, out var from) || !_nodes.TryGetValue(target, out var to)) { return true; }
        var standing = read.FactsOf(source).Where(fact => fact.IsLive && fact.Statement.ObjectId == target && fact.Statement.Polarity == Polarity.Affirmed).ToList();
        if (!_isWeighted && standing.Exists(fact => fact.Statement.Weight != 1)) { return false; }
        _ranking!.SetEdge(from, to, standing.Count == 0 ? 0 : _isWeighted ? standing.Sum(fact => fact.Statement.Weight) : 1);
        return true;
    }

    private RankingStep Told(IWorkspaceRead read, bool isLast)
    {
        ImmutableArray<long> now = [.. _ranking!.Ranked.Select(node => _ids[node])];
        var changes = ImmutableArray.CreateBuilder<NamedRank>();
        foreach (var id in now.Concat(_told.Except(now)))
        {
            var (before, rank) = (_told.IndexOf(id) + 1, now.IndexOf(id) + 1);
            if (before != rank) { changes.Add(new NamedRank(read.Entity(id)?.Name ?? "", before > 0 ? before : null, rank > 0 ? rank : null)); }
        }

        _told = now;
        return new RankingStep(_seq, isLast, changes.DrainToImmutable());
    }

    private void Add(long entityId)
    {
        _nodes.Add(entityId, _ids.Count);
        _ids.Add(entityId);
    }
}

/// <param name="Seq">The log position that the ranks stand for.</param>
/// <param name="IsLast">The log goes no further yet.</param>
/// <param name="Changes">By new rank; those that left the top come last. Empty when nothing changed.</param>
public sealed record RankingStep(long Seq, bool IsLast, ImmutableArray<NamedRank> Changes);

/// <param name="RankBefore">From 1; null when it was not among the top.</param>
/// <param name="Rank">From 1; null when it is no longer among the top.</param>
public sealed record NamedRank(string Name, int? RankBefore, int? Rank);
