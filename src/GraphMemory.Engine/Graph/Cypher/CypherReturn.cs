using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>Makes the answer from the matches: values or counts, order, and the part that is asked for.</summary>
internal sealed class CypherReturn(CypherQuery query, IReadOnlyDictionary<string, object?> parameters)
{
    private bool IsCounting => query.Items.Any(item => item.Value is CountValue);

    public GraphAnswer Answer(List<ImmutableDictionary<string, object?>> matches)
    {
        var rows = IsCounting ? Grouped(matches) : [.. matches.Select(match => Of(match))];
        if (query.IsDistinct) { rows = [.. rows.DistinctBy(row => row.Values, ValueEquality.Instance)]; }
        var ordered = query.Order.IsEmpty ? rows : [.. rows.Order(Comparer<Row>.Create(Compare))];
        var (skip, limit) = (Whole(query.Skip, "SKIP") ?? 0, Whole(query.Limit, "LIMIT"));
        var wanted = ordered.Skip(skip).Take(limit ?? int.MaxValue).Take(GraphQuestion.RowsMax + 1).Select(row => row.Values).ToList();
        return new GraphAnswer(
            [.. query.Items.Select(item => item.Column)], [.. wanted.Take(GraphQuestion.RowsMax)], wanted.Count > GraphQuestion.RowsMax);
    }

    private Row Of(ImmutableDictionary<string, object?> match)
    {
        var row = new CypherRow(parameters, match);
        return new Row([.. query.Items.Select(item => row.Value(item.Value))], [.. query.Order.Select(order => row.Value(order.Value))]);
    }

    /// <summary>One row for each combination of what is not counted; of nothing, one row that counts none.</summary>
    private List<Row> Grouped(List<ImmutableDictionary<string, object?>> matches)
    {
        ImmutableArray<CypherExpression> keys = [.. query.Items.Select(item => item.Value).Where(value => value is not CountValue)];
        if (query.Order.Select(order => order.Value).FirstOrDefault(value => value is not CountValue && !keys.Contains(value)) is { } stray)
        {
            throw CypherTokens.Refused($"ORDER BY {CypherNames.Of(stray)} is not possible beside count; order by what is returned.");
        }

        var groups = matches.Select(match => new CypherRow(parameters, match))
            .GroupBy(row => keys.Select(row.Value).ToImmutableArray(), ValueEquality.Instance).Select(group => (group.Key, Rows: group.ToList())).ToList();
        if (groups.Count == 0 && keys.IsEmpty) { groups.Add(([], [])); }
        return [.. groups.Select(group => new Row(
            [.. query.Items.Select(item => Value(item.Value, group))], [.. query.Order.Select(order => Value(order.Value, group))]))];

        object? Value(CypherExpression expression, (ImmutableArray<object?> Key, List<CypherRow> Rows) group) =>
            expression is CountValue count ? Count(count, group.Rows) : group.Key[keys.IndexOf(expression)];
    }

    private static long Count(CountValue count, List<CypherRow> rows)
    {
        if (count.Argument is not { } argument) { return rows.Count; }
        var values = rows.Select(row => row.Value(argument)).Where(value => value is not null);
        return count.IsDistinct ? values.Select(value => ImmutableArray.Create(value)).Distinct(ValueEquality.Instance).LongCount() : values.LongCount();
    }

    private int Compare(Row left, Row right)
    {
        for (var i = 0; i < query.Order.Length; i++)
        {
            var order = CypherValues.Order(left.OrderedBy[i], right.OrderedBy[i]);
            if (order != 0) { return query.Order[i].IsDescending ? -order : order; }
        }

        return 0;
    }

    private int? Whole(CypherExpression? expression, string clause)
    {
        if (expression is null) { return null; }
        return new CypherRow(parameters, ImmutableDictionary<string, object?>.Empty).Value(expression) is long and >= 0 and <= int.MaxValue and var count
            ? (int)count
            : throw new CypherFault(CypherProblems.NotUnderstood.With($"{clause} needs a whole number, 0 or more."));
    }

    private sealed record Row(ImmutableArray<object?> Values, ImmutableArray<object?> OrderedBy);

    /// <summary>Rows are the same when each of their values is; null is the same as null here.</summary>
    private sealed class ValueEquality : IEqualityComparer<ImmutableArray<object?>>
    {
        public static readonly ValueEquality Instance = new();

        public bool Equals(ImmutableArray<object?> x, ImmutableArray<object?> y) => CypherValues.Order(x, y) == 0;

        public int GetHashCode([DisallowNull] ImmutableArray<object?> values)
        {
            var hash = new HashCode();
            foreach (var value in values)
            {
                hash.Add(value switch
                {
                    LiveNode node => node.Id,
                    LiveEdge edge => edge.FactId,
                    long whole => (double)whole,
                    ImmutableArray<object?> list => list.Length,
                    _ => value,
                });
            }

            return hash.ToHashCode();
        }
    }
}
