using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>What the variables of a query stand for, and what its expressions are worth then.</summary>
internal sealed class CypherRow(IReadOnlyDictionary<string, object?> parameters, IReadOnlyDictionary<string, object?> variables)
{
    public object? Value(CypherExpression expression) => expression switch
    {
        Literal literal => literal.Value,
        ParameterValue parameter => parameters.TryGetValue(parameter.Name, out var value)
            ? value
            : throw new CypherFault(CypherProblems.NotUnderstood.With($"The query needs the parameter \"{parameter.Name}\".")),
        VariableValue variable => Variable(variable.Name),
        PropertyValue property => CypherValues.Property(Variable(property.Variable), property.Property),
        ListValue list => ImmutableArray.CreateRange(list.Items.Select(Value)),
        FunctionValue function => Function(function.Name, Value(function.Argument)),
        CountValue => throw CypherTokens.Refused("count is possible in RETURN and ORDER BY only, and not inside of something else."),
        _ => Truth(expression),
    };

    /// <summary>Null for "unknown".</summary>
    public bool? Truth(CypherExpression expression) => expression switch
    {
        NotExpression not => !Truth(not.Operand),
        NullTest test => Value(test.Operand) is null != test.IsNegated,
        BinaryExpression { Operator: CypherOperator.And } and => And(Truth(and.Left), () => Truth(and.Right)),
        BinaryExpression { Operator: CypherOperator.Or } or => !And(!Truth(or.Left), () => !Truth(or.Right)),
        BinaryExpression { Operator: CypherOperator.Xor } xor => Truth(xor.Left) ^ Truth(xor.Right),
        BinaryExpression binary => Compare(binary.Operator, Value(binary.Left), Value(binary.Right)),
        _ => Value(expression) switch
        {
            null => null,
            bool truth => truth,
            _ => throw CypherTokens.Refused($"{CypherNames.Of(expression)} is no condition."),
        },
    };

    private static bool? And(bool? left, Func<bool?> right) => left == false ? false : (left, right()) switch
    {
        (_, false) => false,
        (true, true) => true,
        _ => null,
    };

    private static bool? Compare(CypherOperator @operator, object? left, object? right) => @operator switch
    {
        CypherOperator.Equal => CypherValues.AreEqual(left, right),
        CypherOperator.Unequal => !CypherValues.AreEqual(left, right),
        CypherOperator.Less => CypherValues.Compare(left, right) is { } order ? order < 0 : null,
        CypherOperator.LessOrEqual => CypherValues.Compare(left, right) is { } order ? order <= 0 : null,
        CypherOperator.Greater => CypherValues.Compare(left, right) is { } order ? order > 0 : null,
        CypherOperator.GreaterOrEqual => CypherValues.Compare(left, right) is { } order ? order >= 0 : null,
        CypherOperator.In => In(left, right),
        _ => (left, right) is (string text, string part) ? Holds(@operator, text, part) : null,
    };

    private static bool Holds(CypherOperator @operator, string text, string part) => @operator switch
    {
        CypherOperator.Contains => text.Contains(part, StringComparison.Ordinal),
        CypherOperator.StartsWith => text.StartsWith(part, StringComparison.Ordinal),
        _ => text.EndsWith(part, StringComparison.Ordinal),
    };

    private static bool? In(object? item, object? list)
    {
        if (list is null) { return null; }
        if (list is not ImmutableArray<object?> items) { throw CypherTokens.Refused("IN needs a list on its right side."); }
        return items.Any(each => CypherValues.AreEqual(item, each) == true) ? true : item is null && items.Length > 0 ? null : false;
    }

    private static object? Function(string name, object? argument) => (name, argument) switch
    {
        (_, null) => null,
        ("id", LiveNode node) => node.Id,
        ("id", LiveEdge edge) => edge.FactId,
        ("labels", LiveNode node) => ImmutableArray.Create<object?>(node.Type),
        ("type", LiveEdge edge) => edge.Type,
        ("tolower", string text) => text.ToLowerInvariant(),
        ("toupper", string text) => text.ToUpperInvariant(),
        ("size", string text) => (long)text.Length,
        ("size", ImmutableArray<object?> list) => (long)list.Length,
        _ => throw CypherTokens.Refused($"The function {name} cannot be asked of this."),
    };

    private object? Variable(string name) => variables.TryGetValue(name, out var value)
        ? value
        : throw new CypherFault(CypherProblems.NotUnderstood.With($"The variable \"{name}\" is not in the pattern."));
}
