using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Graph;

internal sealed record EntityItemShape(long Id, string Name, string Type)
{
    public static EntityItemShape Of(Entity entity) => new(entity.Id, entity.Name, entity.Type);
}

/// <param name="Total">All live entities; only where no filter is given.</param>
internal sealed record EntityListShape(EntityItemShape[] Items, string? NextCursor, long? Total);

/// <summary>An entity with its standing facts: its own observations, the relations from it, and those to it.</summary>
internal sealed record EntityDetailShape(long Id, string Name, string Type, FactShape[] Observations, FactShape[] Relations, FactShape[] IncomingRelations)
{
    public static EntityDetailShape Of(Entity entity, IEnumerable<NamedFact> facts)
    {
        var all = facts.ToList();
        var own = all.Where(named => named.Fact.Statement.SubjectId == entity.Id).ToList();
        return new(
            entity.Id, entity.Name, entity.Type,
            [.. own.Where(named => named.Fact.Statement.Kind == FactKind.Observation).Select(FactShape.Of)],
            [.. own.Where(named => named.Fact.Statement.Kind == FactKind.Relation).Select(FactShape.Of)],
            [.. all.Where(named => named.Fact.Statement.SubjectId != entity.Id).Select(FactShape.Of)]);
    }
}

/// <summary>What became of an entity.</summary>
/// <param name="New">False when an entity of this name stood already; it was left as it is.</param>
internal sealed record EntityWrittenShape(string Name, bool New);

internal sealed record EntitiesWrittenShape(EntityWrittenShape[] Items);

internal sealed record FactListShape(FactShape[] Items, string? NextCursor);

internal sealed record RecordedListShape(RecordedShape[] Items);

/// <param name="Deleted">Relations that were closed.</param>
internal sealed record DeletedShape(int Deleted);

internal sealed record PredicateShape(string Name, bool Functional);

internal sealed record PredicateListShape(PredicateShape[] Items);

/// <param name="Kind">"functional" or "polarity".</param>
internal sealed record ConflictItemShape(long EarlierId, long LaterId, string Kind, string Explanation, bool Open, FactShape Earlier, FactShape Later)
{
    public static ConflictItemShape Of(ConflictView view) => new(
        view.Conflict.EarlierId, view.Conflict.LaterId, view.Conflict.Kind.ToString().ToLowerInvariant(), view.Explanation,
        view.Conflict.ResolvedSeq is null, FactShape.Of(view.Earlier), FactShape.Of(view.Later));
}

internal sealed record ConflictListShape(ConflictItemShape[] Items);

/// <summary>One event of the log.</summary>
/// <param name="Event">What happened: entityNamed, entityDeclared, entityDeleted, factRecorded, factClosed, conflictResolved, predicateDeclared, marked, revised, revisionUndone or purged.</param>
/// <param name="Subject">Id of the entity, fact or revision that it is about.</param>
internal sealed record ChangeShape(long Seq, string At, string Event, long Subject, FactShape? Fact, EntityItemShape? Entity)
{
    public static ChangeShape Of(Change change) => new(
        change.Event.Seq, TimeText.Instant(change.Event.AtMs)!, EventName(change.Event.Kind), change.Event.SubjectId,
        change.Fact is null ? null : FactShape.Of(change.Fact), change.Entity is null ? null : EntityItemShape.Of(change.Entity));

    public static string EventName(LogEventKind kind) => kind switch
    {
        LogEventKind.EntityNamed => "entityNamed",
        LogEventKind.EntityDeclared => "entityDeclared",
        LogEventKind.EntityDeleted => "entityDeleted",
        LogEventKind.FactRecorded => "factRecorded",
        LogEventKind.FactClosed => "factClosed",
        LogEventKind.ConflictResolved => "conflictResolved",
        LogEventKind.PredicateDeclared => "predicateDeclared",
        LogEventKind.Marked => "marked",
        LogEventKind.Revised => "revised",
        LogEventKind.RevisionUndone => "revisionUndone",
        _ => "purged",
    };
}

/// <param name="After">Pass it as the next "after".</param>
/// <param name="HeadSeq">Where the log ends now.</param>
internal sealed record ChangeListShape(ChangeShape[] Items, long After, long HeadSeq);

/// <summary>What is different between two instants of the memory's knowledge.</summary>
/// <param name="Added">Facts recorded since and still standing at the end.</param>
/// <param name="Removed">Facts that stood at the beginning and were closed since.</param>
internal sealed record DiffShape(long FromSeq, long ToSeq, FactShape[] Added, FactShape[] Removed, string? NextCursor);

internal sealed record NeighbourShape(EntityItemShape Entity, int Depth, FactShape? Via);

/// <param name="Cut">More is there than the bound on entities let the walk see.</param>
internal sealed record NeighbourhoodShape(NeighbourShape[] Items, bool Cut);

/// <param name="Steps">The relations of a shortest path, in order.</param>
internal sealed record PathShape(bool Found, FactShape[] Steps, bool Cut);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EntityListShape))]
[JsonSerializable(typeof(EntityDetailShape))]
[JsonSerializable(typeof(EntitiesWrittenShape))]
[JsonSerializable(typeof(FactShape))]
[JsonSerializable(typeof(FactListShape))]
[JsonSerializable(typeof(RecordedListShape))]
[JsonSerializable(typeof(ClosedShape))]
[JsonSerializable(typeof(DeletedShape))]
[JsonSerializable(typeof(PredicateShape))]
[JsonSerializable(typeof(PredicateListShape))]
[JsonSerializable(typeof(ConflictListShape))]
[JsonSerializable(typeof(ResolvedShape))]
[JsonSerializable(typeof(ChangeShape))]
[JsonSerializable(typeof(ChangeListShape))]
[JsonSerializable(typeof(DiffShape))]
[JsonSerializable(typeof(NeighbourhoodShape))]
[JsonSerializable(typeof(PathShape))]
internal sealed partial class GraphShapeJson : JsonSerializerContext;
