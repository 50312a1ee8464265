using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>Reads a <see cref="WorkspaceGraph"/> in one pass over the store, without an object for each row.</summary>
internal sealed class WorkspaceGraphReading
{
    private const byte TagSeparator = 0x1f;

    private readonly IWorkspaceRead _read;
    private readonly long _seq;
    private readonly NodeOfEntity _nodes;
    private readonly Utf8Names _names = new();
    private readonly Utf8Names _nodeTypeNames = new();
    private readonly Utf8Names _tagNames = new();
    private readonly List<string> _edgeTypeNames = [];
    private readonly Dictionary<int, (string Name, int Type)> _edgeTypes;
    private readonly List<long> _ids = [];
    private readonly List<int> _nodeTypes = [];
    private readonly List<TypedEdge> _edges = [];
    private readonly List<NodeTag> _tags = [];
    private long[] _timesMs = [];
    private int _undated;
    private long _lastFactMs;

    private WorkspaceGraphReading(IWorkspaceRead read, long seq)
    {
        (_read, _seq, _nodes) = (read, seq, new NodeOfEntity(seq));
        _edgeTypes = read.Predicates().ToDictionary(predicate => predicate.Id, predicate => (predicate.Name, -1));
    }

    /// <param name="seq">The last log position that counts.</param>
    public static WorkspaceGraph Read(IWorkspaceRead read, long seq)
    {
        var reading = new WorkspaceGraphReading(read, seq);
        read.VisitEntities(0, seq, reading.AddEntity);
        reading._timesMs = new long[reading._ids.Count];
        read.VisitFacts(0, seq, reading.AddFact);
        return reading.Finish();
    }

    private void AddEntity(in EntityRow row)
    {
        if (row.DeletedSeq != 0 && row.DeletedSeq <= _seq) { return; }
        _nodes[row.Id] = _names.Add(row.NameUtf8);
        _ids.Add(row.Id);
        _nodeTypes.Add(_nodeTypeNames.Intern(row.TypeUtf8));
    }

    private void AddFact(in FactRow row)
    {
        Date(row.Id, row.RecordedAtMs);
        if ((row.SupersededSeq != 0 && row.SupersededSeq <= _seq) || row.Polarity == Polarity.Retracted) { return; }
        var (source, target) = (_nodes[row.SubjectId], -1);
        if (source < 0) { return; }
        if (row.Kind == FactKind.Relation)
        {
            target = _nodes[row.ObjectId];
            if (target < 0 || row.Polarity != Polarity.Affirmed) { return; }
            _edges.Add(new TypedEdge(source, target, EdgeType(row.PredicateId), row.Weight, row.RecordedAtMs));
        }

        if (!row.TagsUtf8.IsEmpty) { AddTags(row.TagsUtf8, source, target); }
    }

    private void AddTags(ReadOnlySpan<byte> tags, int source, int target)
    {
        foreach (var part in tags.Split(TagSeparator))
        {
            var tag = _tagNames.Intern(tags[part]);
            _tags.Add(new NodeTag(source, tag));
            if (target >= 0) { _tags.Add(new NodeTag(target, tag)); }
        }
    }

    private int EdgeType(int predicateId)
    {
        var (name, type) = _edgeTypes[predicateId];
        if (type >= 0) { return type; }
        _edgeTypeNames.Add(name);
        _edgeTypes[predicateId] = (name, _edgeTypeNames.Count - 1);
        return _edgeTypeNames.Count - 1;
    }

    /// <summary>Clock times never fall along the log: an entity between two facts of one time has that time. The others are looked up later.</summary>
    private void Date(long factId, long atMs)
    {
        for (; _undated < _ids.Count && _ids[_undated] < factId; _undated++)
        {
            if (atMs == _lastFactMs) { _timesMs[_undated] = atMs; }
        }

        _lastFactMs = atMs;
    }

    private WorkspaceGraph Finish()
    {
        var (times, known) = (new EntityTimes(_read), 0L);
        for (var node = 0; node < _timesMs.Length; node++)
        {
            // Where the log was trimmed, the entity is at least as old as the next one that has a time.
            if (_timesMs[node] == 0) { _timesMs[node] = times.AtMs(_ids[node]) ?? known; }
            known = _timesMs[node];
        }

        return new WorkspaceGraph(_read.Workspace.Id, _seq, _names, [.. _ids], new SubjectTypes(
            All(_nodeTypeNames), [.. _nodeTypes], ImmutableCollectionsMarshal.AsImmutableArray(_timesMs), [.. _edgeTypeNames], [.. _edges]), All(_tagNames), [.. _tags]);
    }

    private static ImmutableArray<string> All(Utf8Names names) => [.. Enumerable.Range(0, names.Count).Select(name => names[name])];
}
