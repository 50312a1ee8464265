using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>What every statement may carry. Properties are set one by one: what a request leaves out keeps its default.</summary>
internal abstract record StatementBody
{
    public WireTime? ValidFrom { get; set; }
    public WireTime? ValidTo { get; set; }
    public float? Confidence { get; set; }
    /// <summary>It does not hold, rather than holds.</summary>
    public bool? Denied { get; set; }
    /// <summary>Id of the fact that this one corrects.</summary>
    public long? Supersedes { get; set; }
    public string[]? Tags { get; set; }
    public Dictionary<string, string>? Metadata { get; set; }
    public SourceBody? Source { get; set; }

    public Circumstances ToCircumstances() => Circumstances.Default with
    {
        Polarity = Denied == true ? Polarity.Denied : Polarity.Affirmed,
        Valid = new ValidTime(ValidFrom?.Ms ?? ValidTime.Beginning, ValidTo?.Ms ?? ValidTime.Open),
        SupersedesId = Supersedes,
        Confidence = Confidence ?? 1,
        Tags = Tags is null ? [] : [.. Tags],
        Metadata = Metadata is null ? ImmutableSortedDictionary<string, string>.Empty : Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Provenance = Source is null ? Provenances.Rest : Source.ToProvenance(),
    };
}

internal static class Provenances
{
    public static Provenance Rest { get; } = new(Tool: "rest");
}

/// <summary>Where a statement comes from.</summary>
internal sealed record SourceBody(string? Client = null, string? Session = null, string? File = null, string? Commit = null, string? Url = null)
{
    public Provenance ToProvenance() => Provenances.Rest with { Client = Client, Session = Session, File = File, Commit = Commit, Url = Url };
}

internal sealed record ObservationBody : StatementBody
{
    public required string Text { get; set; }
    /// <summary>Name of the thing it is about; without it the observation becomes a note.</summary>
    public string? About { get; set; }
    /// <summary>Type of a thing that is new.</summary>
    public string? Type { get; set; }

    public NewObservation ToObservation() => new(Text, About, Type, ToCircumstances());
}

internal sealed record ObservationsBody(ObservationBody[] Observations)
{
    public Remember ToCommand() => new([.. Observations.Select(item => item.ToObservation())]);
}

internal sealed record RelationBody : StatementBody
{
    public required string From { get; set; }
    public required string To { get; set; }
    public required string Type { get; set; }
    /// <summary>0 to 1.</summary>
    public float? Weight { get; set; }

    public NewLink ToLink() => new(From, To, Type, Weight ?? 1, ToCircumstances());
}

internal sealed record RelationsBody(RelationBody[] Relations)
{
    public Link ToCommand() => new([.. Relations.Select(item => item.ToLink())]);
}

internal sealed record EntityBody(string Name, string Type, string[]? Observations = null);

internal sealed record EntitiesBody(EntityBody[] Entities)
{
    public CreateEntities ToCommand() => new(
        [.. Entities.Select(entity => new NewEntity(entity.Name, entity.Type, entity.Observations is null ? [] : [.. entity.Observations]))],
        Circumstances.Default with { Provenance = Provenances.Rest });
}

/// <summary>Facts by id, and entities by name with all that hangs on them.</summary>
internal sealed record SelectionBody(long[]? FactIds = null, string[]? Entities = null)
{
    public Forget ToForget() => new(FactIds ?? [], Entities ?? []);
}

/// <param name="Confirm">Must be true: what is purged is gone for good.</param>
internal sealed record PurgeBody(bool Confirm, long[]? FactIds = null, string[]? Entities = null)
{
    public Purge ToPurge() => new(FactIds ?? [], Entities ?? []);
}

/// <param name="Functional">A subject has at most one object of this relation type at a time.</param>
internal sealed record PredicateBody(bool Functional);

/// <param name="Keep">"earlier", "later", "both" or "neither".</param>
internal sealed record ResolveBody(long EarlierId, long LaterId, string Keep)
{
    public Result<ResolveConflict> ToCommand() => Keep switch
    {
        "earlier" => new ResolveConflict(EarlierId, LaterId, ConflictDecision.KeepEarlier),
        "later" => new ResolveConflict(EarlierId, LaterId, ConflictDecision.KeepLater),
        "both" => new ResolveConflict(EarlierId, LaterId, ConflictDecision.KeepBoth),
        "neither" => new ResolveConflict(EarlierId, LaterId, ConflictDecision.KeepNeither),
        _ => RestProblems.Body("keep", $"is \"{Keep}\"", "use earlier, later, both or neither"),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObservationsBody))]
[JsonSerializable(typeof(RelationsBody))]
[JsonSerializable(typeof(EntitiesBody))]
[JsonSerializable(typeof(SelectionBody))]
[JsonSerializable(typeof(PurgeBody))]
[JsonSerializable(typeof(PredicateBody))]
[JsonSerializable(typeof(ResolveBody))]
internal sealed partial class GraphBodyJson : JsonSerializerContext;
