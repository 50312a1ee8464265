using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>
/// Finds every way to lay the patterns over the graph, depth first; as in openCypher, one match uses a relation once. What it looks at is
/// counted, so that a query which would visit everything with everything is stopped.
/// </summary>
internal sealed class CypherMatch(CypherQuery query, LiveGraph graph, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellationToken)
{
    private const int StepsMax = 5_000_000;
    private const int MatchesMax = 100_000;
    private const int StepsBetweenLooks = 4_096;

    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<int> _usedEdges = [];
    private readonly List<ImmutableDictionary<string, object?>> _matches = [];
    private int _steps;

    /// <summary>The variables of each match that the condition lets through, in a fixed order.</summary>
    public List<ImmutableDictionary<string, object?>> Rows()
    {
        Check();
        Path(0);
        return _matches;
    }

    /// <summary>A variable is a node or a relation, and what is asked about it must be in the pattern, whatever the graph holds.</summary>
    private void Check()
    {
        var nodes = query.Paths.SelectMany(path => path.Nodes).Select(node => node.Variable).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var hops = query.Paths.SelectMany(path => path.Hops).Select(hop => hop.Variable).OfType<string>().ToList();
        if (hops.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1 || nodes.Contains(group.Key)) is { } twice)
        {
            throw CypherTokens.Refused($"The variable \"{twice.Key}\" stands for a relation and for something else; give each its own name.");
        }

        var unknown = new CypherRow(parameters, nodes.Concat(hops).ToDictionary(name => name, object? (_) => null, StringComparer.Ordinal));
        if (query.Where is { } where) { unknown.Truth(where); }
        foreach (var item in query.Items.Select(item => item.Value).Concat(query.Order.Select(order => order.Value)))
        {
            if (item is CountValue { Argument: { } argument }) { unknown.Value(argument); }
            else if (item is not CountValue) { unknown.Value(item); }
        }
    }

    private void Path(int at)
    {
        if (at == query.Paths.Length)
        {
            Found();
            return;
        }

        var first = query.Paths[at].Nodes[0];
        foreach (var node in Candidates(first)) { WithNode(first, node, () => Hop(at, 0, node)); }
    }

    private void Hop(int path, int at, int from)
    {
        var pattern = query.Paths[path];
        if (at == pattern.Hops.Length)
        {
            Path(path + 1);
            return;
        }

        var hop = pattern.Hops[at];
        if (hop.Direction != HopDirection.Left) { Follow(path, at, graph.Out(from), edge => edge.To); }
        if (hop.Direction != HopDirection.Right) { Follow(path, at, graph.In(from), edge => edge.From, skipLoops: hop.Direction == HopDirection.Either); }
    }

    /// <param name="skipLoops">A relation of a node to itself was met on its way out already.</param>
    private void Follow(int path, int at, ImmutableArray<int> edges, Func<LiveEdge, int> end, bool skipLoops = false)
    {
        var (hop, next) = (query.Paths[path].Hops[at], query.Paths[path].Nodes[at + 1]);
        foreach (var index in edges)
        {
            Step();
            var edge = graph.Edges[index];
            if ((skipLoops && edge.From == edge.To) || !Fits(hop, edge) || !_usedEdges.Add(index)) { continue; }
            if (hop.Variable is not null) { _variables[hop.Variable] = edge; }
            WithNode(next, end(edge), () => Hop(path, at + 1, end(edge)));
            if (hop.Variable is not null) { _variables.Remove(hop.Variable); }
            _usedEdges.Remove(index);
        }
    }

    private IEnumerable<int> Candidates(NodePattern pattern)
    {
        if (pattern.Variable is not null && _variables.TryGetValue(pattern.Variable, out var bound)) { return [((LiveNode)bound!).Index]; }
        return pattern.Labels.IsEmpty ? Enumerable.Range(0, graph.Nodes.Length) : pattern.Labels.Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(type => graph.OfType(type)).Order();
    }

    private void WithNode(NodePattern pattern, int index, Action then)
    {
        Step();
        var node = graph.Nodes[index];
        if (!Fits(pattern, node)) { return; }
        if (pattern.Variable is null)
        {
            then();
            return;
        }

        if (_variables.TryGetValue(pattern.Variable, out var bound))
        {
            if (((LiveNode)bound!).Index == index) { then(); }
            return;
        }

        _variables[pattern.Variable] = node;
        then();
        _variables.Remove(pattern.Variable);
    }

    private bool Fits(NodePattern pattern, LiveNode node) =>
        (pattern.Labels.IsEmpty || pattern.Labels.Contains(node.Type, StringComparer.OrdinalIgnoreCase)) && Fits(pattern.Properties, node);

    private bool Fits(HopPattern pattern, LiveEdge edge) =>
        (pattern.Types.IsEmpty || pattern.Types.Contains(edge.Type, StringComparer.OrdinalIgnoreCase)) && Fits(pattern.Properties, edge);

    private bool Fits(ImmutableArray<PropertyPattern> properties, object thing) =>
        properties.All(property => CypherValues.AreEqual(CypherValues.Property(thing, property.Name), Row().Value(property.Value)) == true);

    private void Found()
    {
        if (query.Where is { } where && Row().Truth(where) != true) { return; }
        if (_matches.Count == MatchesMax) { throw TooMuch($"More than {MatchesMax} matches."); }
        _matches.Add(_variables.ToImmutableDictionary());
    }

    private CypherRow Row() => new(parameters, _variables);

    private void Step()
    {
        if (++_steps % StepsBetweenLooks == 0) { cancellationToken.ThrowIfCancellationRequested(); }
        if (_steps > StepsMax) { throw TooMuch($"The query would look at more than {StepsMax} nodes and relations."); }
    }

    private static CypherFault TooMuch(string detail) =>
        new(CypherProblems.TooMuch.With($"{detail} Give the first node a label or a property, and each relation a type."));
}
