using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>Understands the clauses and patterns of a query.</summary>
internal sealed class CypherParser
{
    private const int HopsMax = 3;
    private const int PathsMax = 4;

    private readonly CypherTokens _tokens;
    private readonly CypherExpressionParser _expressions;

    private CypherParser(string query)
    {
        _tokens = new CypherTokens(query);
        _expressions = new CypherExpressionParser(_tokens);
    }

    /// <exception cref="CypherFault">The query is not understood or not supported.</exception>
    public static CypherQuery Parse(string query) => new CypherParser(query).Query();

    private CypherQuery Query()
    {
        _tokens.TakeWord("MATCH");
        var paths = ImmutableArray.CreateBuilder<PathPattern>();
        do { paths.Add(Path()); } while (_tokens.TryTakeSign(",") || _tokens.TryTake("MATCH"));
        if (paths.Count > PathsMax) { throw CypherTokens.Refused($"The query has {paths.Count} patterns; {PathsMax} are possible."); }
        var where = _tokens.TryTake("WHERE") ? _expressions.Expression() : null;
        _tokens.TakeWord("RETURN");
        var isDistinct = _tokens.TryTake("DISTINCT");
        var items = Items();
        var order = _tokens.TryTake("ORDER") ? Order(items) : [];
        var skip = _tokens.TryTake("SKIP") ? _expressions.Expression() : null;
        var limit = _tokens.TryTake("LIMIT") ? _expressions.Expression() : null;
        if (_tokens.Current.Kind != CypherTokenKind.End) { throw _tokens.Unexpected("the end of the query"); }
        return new CypherQuery(paths.ToImmutable(), where, isDistinct, items, order, skip, limit);
    }

    private PathPattern Path()
    {
        if (_tokens.IsName && _tokens.Following.IsSign("=")) { throw CypherTokens.Refused($"Naming a path ({_tokens.Current.Text} = ...) is not supported; name its nodes and relations."); }
        var (nodes, hops) = (ImmutableArray.CreateBuilder<NodePattern>(), ImmutableArray.CreateBuilder<HopPattern>());
        nodes.Add(Node());
        while (_tokens.Current.IsSign("-") || _tokens.Current.IsSign("<-"))
        {
            hops.Add(Hop());
            nodes.Add(Node());
        }

        if (hops.Count > HopsMax) { throw CypherTokens.Refused($"A path of {hops.Count} hops is too long; {HopsMax} are possible."); }
        return new PathPattern(nodes.ToImmutable(), hops.ToImmutable());
    }

    private NodePattern Node()
    {
        _tokens.TakeSign("(");
        var variable = _tokens.IsName ? _tokens.TakeName("a variable") : null;
        ImmutableArray<string> labels = _tokens.TryTakeSign(":") ? _tokens.TakeNames("|", "a label") : [];
        if (_tokens.Current.IsSign(":")) { throw CypherTokens.Refused("A node has one label here, its type; separate alternatives by |."); }
        var properties = Properties();
        _tokens.TakeSign(")");
        return new NodePattern(variable, labels, properties);
    }

    private HopPattern Hop()
    {
        var isLeft = _tokens.TryTakeSign("<-");
        if (!isLeft) { _tokens.TakeSign("-"); }
        var (variable, types, properties) = ((string?)null, ImmutableArray<string>.Empty, ImmutableArray<PropertyPattern>.Empty);
        if (_tokens.TryTakeSign("["))
        {
            variable = _tokens.IsName ? _tokens.TakeName("a variable") : null;
            if (_tokens.TryTakeSign(":")) { types = _tokens.TakeNames("|", "a relation type"); }
            if (_tokens.Current.IsSign("*")) { throw CypherTokens.Refused($"Paths of variable length ([*]) are not supported; write each hop, up to {HopsMax}."); }
            properties = Properties();
            _tokens.TakeSign("]");
        }

        var isRight = _tokens.TryTakeSign("->");
        if (!isRight) { _tokens.TakeSign("-"); }
        var direction = (isLeft, isRight) switch
        {
            (true, false) => HopDirection.Left,
            (false, true) => HopDirection.Right,
            _ => HopDirection.Either,
        };
        return new HopPattern(variable, types, properties, direction);
    }

    private ImmutableArray<PropertyPattern> Properties()
    {
        if (!_tokens.TryTakeSign("{")) { return []; }
        var properties = ImmutableArray.CreateBuilder<PropertyPattern>();
        while (!_tokens.Current.IsSign("}"))
        {
            if (properties.Count > 0) { _tokens.TakeSign(","); }
            var name = _tokens.TakeName("a property");
            _tokens.TakeSign(":");
            properties.Add(new PropertyPattern(name, _expressions.Operand()));
        }

        _tokens.TakeSign("}");
        return properties.ToImmutable();
    }

    private ImmutableArray<ReturnItem> Items()
    {
        if (_tokens.Current.IsSign("*")) { throw CypherTokens.Refused("RETURN * is not supported; name what you want."); }
        var items = ImmutableArray.CreateBuilder<ReturnItem>();
        do
        {
            var value = _expressions.Expression();
            var column = _tokens.TryTake("AS") ? _tokens.TakeName("an alias") : CypherNames.Of(value);
            items.Add(new ReturnItem(column, value));
        }
        while (_tokens.TryTakeSign(","));
        return items.ToImmutable();
    }

    private ImmutableArray<OrderItem> Order(ImmutableArray<ReturnItem> items)
    {
        _tokens.TakeWord("BY");
        var order = ImmutableArray.CreateBuilder<OrderItem>();
        do
        {
            var value = _expressions.Expression();
            // An alias stands for what it names.
            if (value is VariableValue variable && items.FirstOrDefault(item => item.Column == variable.Name) is { } aliased) { value = aliased.Value; }
            var isDescending = _tokens.TryTake("DESC") || _tokens.TryTake("DESCENDING");
            if (!isDescending && !_tokens.TryTake("ASC")) { _tokens.TryTake("ASCENDING"); }
            order.Add(new OrderItem(value, isDescending));
        }
        while (_tokens.TryTakeSign(","));
        return order.ToImmutable();
    }
}
