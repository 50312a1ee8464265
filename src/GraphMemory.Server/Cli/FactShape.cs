using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary>A fact as <c>--json</c> prints it. Times are RFC 3339; a bound that is not known is left out.</summary>
/// <param name="Kind">"observation" or "relation".</param>
/// <param name="Polarity">"affirmed", "denied" or "retracted".</param>
/// <param name="Supersedes">Id of the fact that this one corrects.</param>
/// <param name="SupersededAt">When this version was closed; left out while it stands.</param>
internal sealed record FactShape(
    long Id, string Kind, string Entity, string EntityType, string? Text, string? Relation, string? To, string Polarity,
    string? ValidFrom, string? ValidTo, string RecordedAt, string? SupersededAt, long? Supersedes, float Confidence, float? Weight,
    string[] Tags, IReadOnlyDictionary<string, string>? Metadata, ProvenanceShape? Provenance)
{
    public static FactShape Of(NamedFact named)
    {
        var (fact, statement) = (named.Fact, named.Fact.Statement);
        var isRelation = statement.Kind == FactKind.Relation;
        return new(
            fact.Id, isRelation ? "relation" : "observation", named.Subject, named.SubjectType, statement.Text,
            isRelation ? statement.Predicate : null, named.Object, statement.Polarity.ToString().ToLowerInvariant(),
            TimeText.Instant(statement.Valid.FromMs), TimeText.Instant(statement.Valid.ToMs), TimeText.Instant(fact.RecordedAtMs)!,
            fact.SupersededAtMs is { } closed ? TimeText.Instant(closed) : null, statement.SupersedesId, statement.Confidence, isRelation ? statement.Weight : null,
            [.. statement.Tags], statement.Metadata.Count == 0 ? null : statement.Metadata, ProvenanceShape.Of(statement.Provenance));
    }
}

internal sealed record ProvenanceShape(
    string? Principal, string? Client, string? Tool, string? Session, string? File, string? Commit, string? Url)
{
    public static ProvenanceShape? Of(Provenance source) => source == Engine.Graph.Provenance.None
        ? null
        : new(source.Principal, source.Client, source.Tool, source.Session, source.File, source.Commit, source.Url);
}

/// <summary>What became of a statement.</summary>
/// <param name="New">False when the same statement stood already.</param>
/// <param name="Conflicts">Ids of standing facts that contradict it.</param>
internal sealed record RecordedShape(long Id, string Entity, bool New, long[] Conflicts)
{
    public static RecordedShape Of(Recorded recorded) => new(
        recorded.FactId, recorded.EntityName, recorded.IsNew,
        [.. recorded.Conflicts.Select(conflict => conflict.EarlierId == recorded.FactId ? conflict.LaterId : conflict.EarlierId)]);
}

/// <summary>One entity with its standing facts: its own observations, the relations from it, and those to it.</summary>
internal sealed record EntityShape(string Name, string Type, FactShape[] Observations, FactShape[] Relations, FactShape[] IncomingRelations);

/// <summary>Facts that were closed or erased.</summary>
internal sealed record ClosedShape(long[] FactIds);

internal sealed record ConflictShape(string Kind, string Explanation, bool Open, FactShape Earlier, FactShape Later);

internal sealed record ResolvedShape(long EarlierId, long LaterId, string Kept);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FactShape[]))]
[JsonSerializable(typeof(RecordedShape[]))]
[JsonSerializable(typeof(EntityShape[]))]
[JsonSerializable(typeof(ClosedShape))]
[JsonSerializable(typeof(ConflictShape[]))]
[JsonSerializable(typeof(ResolvedShape))]
internal sealed partial class FactJsonContext : JsonSerializerContext;
