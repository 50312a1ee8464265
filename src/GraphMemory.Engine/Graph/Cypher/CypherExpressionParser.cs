using System.Collections.Immutable;
using System.Globalization;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>Understands expressions, by precedence: OR, XOR, AND, NOT, comparison, operand.</summary>
internal sealed class CypherExpressionParser(CypherTokens tokens)
{
    private const int DepthMax = 64;

    private static readonly string[] Functions = ["id", "labels", "type", "tolower", "toupper", "size"];

    private int _depth;

    public CypherExpression Expression()
    {
        Descend();
        var expression = Chain(CypherOperator.Or, "OR", () => Chain(CypherOperator.Xor, "XOR", () => Chain(CypherOperator.And, "AND", Negation)));
        _depth--;
        return expression;
    }

    /// <summary>A value without an operator.</summary>
    public CypherExpression Operand()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case CypherTokenKind.Text:
                return new Literal(tokens.Take().Text);
            case CypherTokenKind.Whole or CypherTokenKind.Decimal:
                return Number(isNegative: false);
            case CypherTokenKind.Parameter:
                return new ParameterValue(tokens.Take().Text);
            case CypherTokenKind.Sign when tokens.TryTakeSign("-"):
                return Number(isNegative: true);
            case CypherTokenKind.Sign when tokens.TryTakeSign("["):
                return List();
            case CypherTokenKind.Sign when tokens.TryTakeSign("("):
                var inner = Expression();
                tokens.TakeSign(")");
                return inner;
            case CypherTokenKind.Word or CypherTokenKind.Quoted:
                return Named();
            default:
                throw tokens.Unexpected("a value");
        }
    }

    private void Descend()
    {
        if (++_depth > DepthMax) { throw CypherTokens.Refused($"The query nests deeper than {DepthMax} expressions."); }
    }

    private CypherExpression Chain(CypherOperator @operator, string word, Func<CypherExpression> part)
    {
        var left = part();
        while (tokens.TryTake(word)) { left = new BinaryExpression(@operator, left, part()); }
        return left;
    }

    private CypherExpression Negation()
    {
        var isNegated = false;
        while (tokens.TryTake("NOT")) { isNegated = !isNegated; }
        var comparison = Comparison();
        return isNegated ? new NotExpression(comparison) : comparison;
    }

    private CypherExpression Comparison()
    {
        var left = Operand();
        if (tokens.TryTake("IS"))
        {
            var isNegated = tokens.TryTake("NOT");
            tokens.TakeWord("NULL");
            return new NullTest(left, isNegated);
        }

        return Operator() is { } @operator ? new BinaryExpression(@operator, left, Operand()) : left;
    }

    private CypherOperator? Operator()
    {
        var token = tokens.Current;
        if (tokens.TryTake("CONTAINS")) { return CypherOperator.Contains; }
        if (tokens.TryTake("IN")) { return CypherOperator.In; }
        if (token.Is("STARTS") || token.Is("ENDS"))
        {
            tokens.Take();
            tokens.TakeWord("WITH");
            return token.Is("STARTS") ? CypherOperator.StartsWith : CypherOperator.EndsWith;
        }

        CypherOperator? sign = token.Kind != CypherTokenKind.Sign ? null : token.Text switch
        {
            "=" => CypherOperator.Equal,
            "<>" => CypherOperator.Unequal,
            "<" => CypherOperator.Less,
            "<=" => CypherOperator.LessOrEqual,
            ">" => CypherOperator.Greater,
            ">=" => CypherOperator.GreaterOrEqual,
            "+" or "*" or "/" or "-" => throw CypherTokens.Refused($"Arithmetic ({token.Text} at {token.At}) is not supported."),
            _ => null,
        };
        if (sign is not null) { tokens.Take(); }
        return sign;
    }

    private CypherExpression Named()
    {
        if (tokens.TryTake("TRUE")) { return new Literal(true); }
        if (tokens.TryTake("FALSE")) { return new Literal(false); }
        if (tokens.TryTake("NULL")) { return new Literal(null); }
        if (tokens.Current.Is("EXISTS") || tokens.Current.Is("CASE")) { throw tokens.Unexpected("a value"); }
        var name = tokens.TakeName("a value");
        if (tokens.TryTakeSign("(")) { return Function(name); }
        return tokens.TryTakeSign(".") ? new PropertyValue(name, tokens.TakeName("a property")) : new VariableValue(name);
    }

    private CypherExpression Function(string name)
    {
        var function = name.ToLowerInvariant();
        if (function == "count") { return Count(); }
        if (!Functions.Contains(function)) { throw CypherTokens.Refused($"The function {name} is not supported. Supported: count, {string.Join(", ", Functions)}."); }
        var argument = Expression();
        tokens.TakeSign(")");
        return new FunctionValue(function, argument);
    }

    private CountValue Count()
    {
        if (tokens.TryTakeSign("*"))
        {
            tokens.TakeSign(")");
            return new CountValue(null, IsDistinct: false);
        }

        var isDistinct = tokens.TryTake("DISTINCT");
        var argument = Expression();
        tokens.TakeSign(")");
        return new CountValue(argument, isDistinct);
    }

    private ListValue List()
    {
        Descend();
        var items = ImmutableArray.CreateBuilder<CypherExpression>();
        while (!tokens.TryTakeSign("]"))
        {
            if (items.Count > 0) { tokens.TakeSign(","); }
            items.Add(Operand());
        }

        _depth--;
        return new ListValue(items.ToImmutable());
    }

    private Literal Number(bool isNegative)
    {
        var token = tokens.Take();
        if (token.Kind == CypherTokenKind.Decimal)
        {
            var value = double.Parse(token.Text, CultureInfo.InvariantCulture);
            return new Literal(isNegative ? -value : value);
        }

        if (token.Kind == CypherTokenKind.Whole && long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return new Literal(isNegative ? -whole : whole);
        }

        throw new CypherFault(CypherProblems.NotUnderstood.With($"{token} is not a number."));
    }
}
