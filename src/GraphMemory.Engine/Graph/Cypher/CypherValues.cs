using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>Values and their order. Null stands for "unknown": what is asked of it is unknown too.</summary>
internal static class CypherValues
{
    public static object? Property(object? of, string property) => (of, property) switch
    {
        (null, _) => null,
        (LiveNode node, "name") => node.Name,
        (LiveNode node, "type") => node.Type,
        (LiveNode node, "content") => node.Texts.Length == 0 ? null : string.Join('\n', node.Texts.Select(text => text.Text)),
        (LiveNode node, "observations") => List(node.Texts.Select(text => text.Text)),
        (LiveNode node, "tags") => List(node.Texts.SelectMany(text => text.Tags).Distinct(StringComparer.Ordinal)),
        (LiveEdge edge, "type") => edge.Type,
        (LiveEdge edge, "weight") => Math.Round((double)edge.Weight, 6),
        (LiveNode or LiveEdge, _) => null,
        _ => throw CypherTokens.Refused($"Only nodes and relations have properties such as {property}."),
    };

    /// <summary>Null when one of them is unknown.</summary>
    public static bool? AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (long or double, long or double) => Number(left) == Number(right),
        (ImmutableArray<object?> a, ImmutableArray<object?> b) => a.Length == b.Length && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second) == true),
        (LiveNode a, LiveNode b) => a.Id == b.Id,
        (LiveEdge a, LiveEdge b) => a.FactId == b.FactId,
        _ => left.Equals(right),
    };

    /// <summary>Null when they cannot be compared.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (long or double, long or double) => Number(left).CompareTo(Number(right)),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        _ => null,
    };

    /// <summary>The order of ORDER BY: values of one kind by value, kinds in a fixed order, null last.</summary>
    public static int Order(object? left, object? right)
    {
        var byRank = Rank(left).CompareTo(Rank(right));
        if (byRank != 0) { return byRank; }
        return (left, right) switch
        {
            (LiveNode a, LiveNode b) => a.Id.CompareTo(b.Id),
            (LiveEdge a, LiveEdge b) => a.FactId.CompareTo(b.FactId),
            (ImmutableArray<object?> a, ImmutableArray<object?> b) => OrderLists(a, b),
            _ => Compare(left, right) ?? 0,
        };
    }

    private static int OrderLists(ImmutableArray<object?> left, ImmutableArray<object?> right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (Order(left[i], right[i]) is var order and not 0) { return order; }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Rank(object? value) => value switch
    {
        LiveNode => 0,
        LiveEdge => 1,
        ImmutableArray<object?> => 2,
        string => 3,
        bool => 4,
        long or double => 5,
        _ => 6,
    };

    private static double Number(object value) => value is long whole ? whole : (double)value;

    private static ImmutableArray<object?> List(IEnumerable<string> texts) => ImmutableArray.CreateRange<object?>(texts);
}
