namespace GraphMemory.Engine.Graph.Queries;

/// <summary>
/// Decides what held, from the versions of one subject and predicate: of the facts known at the log position whose valid time covers
/// the instant, the newest decides. For a functional predicate it decides alone; otherwise the rule holds for each object.
/// </summary>
public static class AsOfRule
{
    /// <param name="versions">Facts of one subject and predicate, by rising id.</param>
    /// <returns>The deciding facts, by rising id.</returns>
    public static List<Fact> Holding(IReadOnlyList<Fact> versions, bool isFunctional, AsOf asOf)
    {
        var holding = new List<Fact>();
        var decided = new HashSet<(long?, string?)>();
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            var statement = versions[i].Statement;
            if (!versions[i].IsKnownAt(asOf.Seq) || !statement.Valid.Covers(asOf.ValidMs)) { continue; }
            var isNewestOfItsObject = decided.Add((statement.ObjectId, statement.Text));
            if (isNewestOfItsObject && Holds(statement)) { holding.Add(versions[i]); }

            // A denial speaks of its own object only; an assertion or a withdrawal settles a functional predicate, even one denied since.
            if (isFunctional && statement.Polarity != Polarity.Denied) { break; }
        }

        holding.Reverse();
        return holding;
    }

    private static bool Holds(FactDraft statement) =>
        statement.Polarity == Polarity.Affirmed || (statement.Kind == FactKind.Observation && statement.Polarity == Polarity.Denied);
}
