using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>A query that was understood.</summary>
internal sealed record CypherQuery(
    ImmutableArray<PathPattern> Paths, CypherExpression? Where, bool IsDistinct, ImmutableArray<ReturnItem> Items,
    ImmutableArray<OrderItem> Order, CypherExpression? Skip, CypherExpression? Limit);

/// <summary>Nodes and the hops between them; one node more than hops.</summary>
internal sealed record PathPattern(ImmutableArray<NodePattern> Nodes, ImmutableArray<HopPattern> Hops);

/// <param name="Labels">Any of them; none means every node.</param>
internal sealed record NodePattern(string? Variable, ImmutableArray<string> Labels, ImmutableArray<PropertyPattern> Properties);

internal sealed record HopPattern(string? Variable, ImmutableArray<string> Types, ImmutableArray<PropertyPattern> Properties, HopDirection Direction);

internal sealed record PropertyPattern(string Name, CypherExpression Value);

internal enum HopDirection
{
    Right,
    Left,
    Either,
}

internal sealed record ReturnItem(string Column, CypherExpression Value);

internal sealed record OrderItem(CypherExpression Value, bool IsDescending);

internal abstract record CypherExpression;

internal sealed record Literal(object? Value) : CypherExpression;

internal sealed record ParameterValue(string Name) : CypherExpression;

internal sealed record VariableValue(string Name) : CypherExpression;

internal sealed record PropertyValue(string Variable, string Property) : CypherExpression;

internal sealed record ListValue(ImmutableArray<CypherExpression> Items) : CypherExpression;

/// <param name="Name">In small letters.</param>
internal sealed record FunctionValue(string Name, CypherExpression Argument) : CypherExpression;

/// <param name="Argument">Null for <c>count(*)</c>.</param>
internal sealed record CountValue(CypherExpression? Argument, bool IsDistinct) : CypherExpression;

internal sealed record NotExpression(CypherExpression Operand) : CypherExpression;

internal sealed record NullTest(CypherExpression Operand, bool IsNegated) : CypherExpression;

internal sealed record BinaryExpression(CypherOperator Operator, CypherExpression Left, CypherExpression Right) : CypherExpression;

internal enum CypherOperator
{
    Or,
    Xor,
    And,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    StartsWith,
    EndsWith,
    In,
}
