using System.Globalization;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>The column of an expression without an alias: how it is written.</summary>
internal static class CypherNames
{
    public static string Of(CypherExpression expression) => expression switch
    {
        VariableValue variable => variable.Name,
        PropertyValue property => $"{property.Variable}.{property.Property}",
        FunctionValue function => $"{function.Name}({Of(function.Argument)})",
        CountValue { Argument: null } => "count(*)",
        CountValue count => $"count({(count.IsDistinct ? "DISTINCT " : "")}{Of(count.Argument!)})",
        ParameterValue parameter => $"${parameter.Name}",
        Literal { Value: string text } => $"'{text}'",
        Literal { Value: null } => "null",
        Literal literal => Convert.ToString(literal.Value, CultureInfo.InvariantCulture)!,
        _ => "expression",
    };
}
