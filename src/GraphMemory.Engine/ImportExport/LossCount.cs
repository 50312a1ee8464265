using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>Counts what a format cannot hold, so that an export says what it left out.</summary>
internal sealed class LossCount(GraphParts holds)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string what, long count)
    {
        if (count > 0) { _counts[what] = _counts.GetValueOrDefault(what) + count; }
    }

    public void Add(Entity entity)
    {
        if (!holds.HasFlag(GraphParts.Naming) && (entity.HasGeneratedName || !entity.IsDeclared)) { Add("generated or undeclared names", 1); }
    }

    public void Add(LiveFact fact)
    {
        var statement = fact.Statement;
        Check(GraphParts.Relations, statement.Kind == FactKind.Relation, "relations");
        Check(GraphParts.Denial, fact.Said != Polarity.Affirmed, "denials");
        Check(GraphParts.ValidTime, statement.Valid != ValidTime.Always, "valid times");
        Check(GraphParts.Confidence, statement.Confidence != 1, "confidences");
        Check(GraphParts.Weight, statement.Weight != 1, "weights");
        Check(GraphParts.Tags, !statement.Tags.IsEmpty, "tags");
        Check(GraphParts.Metadata, !statement.Metadata.IsEmpty, "metadata");
        Check(GraphParts.Provenance, statement.Provenance != Provenance.None, "provenance");
        Check(GraphParts.None, statement.SupersedesId is not null, "links to corrected facts");
        Add("times of recording", 1);
    }

    /// <summary>Adds what only the bundle holds of a whole workspace.</summary>
    public ImmutableSortedDictionary<string, long> With(IWorkspaceRead read)
    {
        Add("settled conflicts", read.Conflicts(openOnly: false, int.MaxValue).Count(conflict => conflict.ResolvedSeq is not null));
        Add("rules of one object at a time", read.Predicates().Count(predicate => predicate.IsFunctional));
        return _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private void Check(GraphParts part, bool isPresent, string what)
    {
        if (isPresent && (part == GraphParts.None || !holds.HasFlag(part))) { Add(what, 1); }
    }
}
