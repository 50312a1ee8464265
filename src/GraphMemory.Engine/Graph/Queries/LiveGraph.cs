using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>What stands in a workspace at one log position, laid out for walking: nodes by rising entity id, edges by rising fact id.</summary>
public sealed class LiveGraph
{
    private readonly ImmutableArray<int>[] _out;
    private readonly ImmutableArray<int>[] _in;
    private readonly FrozenDictionary<string, ImmutableArray<int>> _byType;

    private LiveGraph(long seq, ImmutableArray<LiveNode> nodes, ImmutableArray<LiveEdge> edges)
    {
        (Seq, Nodes, Edges) = (seq, nodes, edges);
        (_out, _in) = (Incident(edge => edge.From), Incident(edge => edge.To));
        _byType = Enumerable.Range(0, nodes.Length).GroupBy(node => nodes[node].Type, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    public long Seq { get; }

    public ImmutableArray<LiveNode> Nodes { get; }

    public ImmutableArray<LiveEdge> Edges { get; }

    /// <summary>Edges that start at a node.</summary>
    public ImmutableArray<int> Out(int node) => _out[node];

    /// <summary>Edges that end at a node.</summary>
    public ImmutableArray<int> In(int node) => _in[node];

    /// <summary>Nodes of a type, whatever its case.</summary>
    public ImmutableArray<int> OfType(string type) => _byType.GetValueOrDefault(type, []);

    public IEnumerable<string> Types => _byType.Keys;

    public static LiveGraph Of(IWorkspaceRead read)
    {
        var reading = new Reading(read);
        return new LiveGraph(read.Workspace.HeadSeq, reading.Nodes(), reading.Edges());
    }

    /// <summary>The part that was recorded since: its texts and relations. The nodes stay, and their places.</summary>
    public LiveGraph Since(long atMs) => new(
        Seq,
        [.. Nodes.Select(node => node with { Texts = [.. node.Texts.Where(text => text.RecordedAtMs >= atMs)] })],
        [.. Edges.Where(edge => edge.RecordedAtMs >= atMs)]);

    private ImmutableArray<int>[] Incident(Func<LiveEdge, int> end)
    {
        var lists = new ImmutableArray<int>.Builder?[Nodes.Length];
        for (var edge = 0; edge < Edges.Length; edge++) { (lists[end(Edges[edge])] ??= ImmutableArray.CreateBuilder<int>()).Add(edge); }
        return [.. lists.Select(list => list?.ToImmutable() ?? [])];
    }

    private sealed class Reading
    {
        private readonly Dictionary<long, int> _indexes = [];
        private readonly List<(long Id, string Name, string Type, bool IsNote)> _entities = [];
        private readonly List<List<LiveText>> _texts = [];
        private readonly List<LiveEdge> _edges = [];
        private readonly Dictionary<int, string> _predicates;

        public Reading(IWorkspaceRead read)
        {
            _predicates = read.Predicates().ToDictionary(predicate => predicate.Id, predicate => predicate.Name);
            read.VisitEntities(0, read.Workspace.HeadSeq, AddEntity);
            read.VisitFacts(0, read.Workspace.HeadSeq, AddFact);
        }

        public ImmutableArray<LiveNode> Nodes() =>
            [.. _entities.Select((entity, i) => new LiveNode(i, entity.Id, entity.Name, entity.Type, entity.IsNote, [.. _texts[i]]))];

        public ImmutableArray<LiveEdge> Edges() => [.. _edges];

        private void AddEntity(in EntityRow row)
        {
            if (row.DeletedSeq != 0) { return; }
            _indexes[row.Id] = _entities.Count;
            _entities.Add((row.Id, Encoding.UTF8.GetString(row.NameUtf8), Encoding.UTF8.GetString(row.TypeUtf8), row.HasGeneratedName));
            _texts.Add([]);
        }

        private void AddFact(in FactRow row)
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted || !_indexes.TryGetValue(row.SubjectId, out var subject)) { return; }
            if (row.Kind == FactKind.Observation)
            {
                ImmutableArray<string> tags = row.TagsUtf8.IsEmpty ? [] : [.. Encoding.UTF8.GetString(row.TagsUtf8).Split('\u001f')];
                _texts[subject].Add(new LiveText(row.Id, Encoding.UTF8.GetString(row.TextUtf8), tags, row.RecordedAtMs));
            }
            else if (row.Polarity == Polarity.Affirmed && _indexes.TryGetValue(row.ObjectId, out var target))
            {
                _edges.Add(new LiveEdge(row.Id, subject, target, _predicates[row.PredicateId], row.Weight, row.RecordedAtMs));
            }
        }
    }
}

/// <summary>An entity that stands.</summary>
/// <param name="Index">Place among the nodes.</param>
/// <param name="Id">Id of the entity.</param>
/// <param name="IsNote">Its name was made up: it is the text that counts.</param>
public sealed record LiveNode(int Index, long Id, string Name, string Type, bool IsNote, ImmutableArray<LiveText> Texts);

/// <summary>An observation that stands.</summary>
public sealed record LiveText(long FactId, string Text, ImmutableArray<string> Tags, long RecordedAtMs);

/// <summary>A relation that stands, between places among the nodes.</summary>
public sealed record LiveEdge(long FactId, int From, int To, string Type, float Weight, long RecordedAtMs);
