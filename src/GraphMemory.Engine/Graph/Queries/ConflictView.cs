namespace GraphMemory.Engine.Graph.Queries;

/// <summary>A conflict with both facts and the reason in words.</summary>
public sealed record ConflictView(Conflict Conflict, NamedFact Earlier, NamedFact Later, string Explanation)
{
    internal static ConflictView Of(Conflict conflict, NamedFact earlier, NamedFact later) =>
        new(conflict, earlier, later, Explain(conflict.Kind, earlier, later));

    private static string Explain(ConflictKind kind, NamedFact earlier, NamedFact later) => kind switch
    {
        ConflictKind.Functional =>
            $"{earlier.Subject} has one {earlier.Fact.Statement.Predicate} at a time, but {earlier.Object} and {later.Object} are both stated for overlapping times.",
        _ when earlier.Fact.Statement.Kind == FactKind.Relation =>
            $"\"{earlier.Subject} {earlier.Fact.Statement.Predicate} {earlier.Object}\" is both affirmed and denied for overlapping times.",
        _ => $"Two observations about {earlier.Subject} say the opposite of each other for overlapping times.",
    };
}
