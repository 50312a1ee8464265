using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport;

/// <summary>What a bundle holds and how its files must look.</summary>
/// <param name="Schema">Version of the bundle's layout; a reader refuses a newer one.</param>
/// <param name="Files">By file name: rows and SHA-256.</param>
internal sealed record BundleManifest(
    int Schema, string Product, string Workspace, long HeadSeq, long LogStartSeq, SortedDictionary<string, BundleFile> Files)
{
    public const int SchemaNow = 2;

    public const string FileName = "manifest.json";
}

internal sealed record BundleFile(long Rows, string Sha256);

internal sealed record PredicateLine(int Id, string Name, bool Functional)
{
    public static PredicateLine Of(Predicate predicate) => new(predicate.Id, predicate.Name, predicate.IsFunctional);

    public Predicate ToPredicate() => new(Id, Name, Functional);
}

internal sealed record EntityLine(long Id, string Name, string Type, long? Declared, long? Deleted, bool GeneratedName)
{
    public static EntityLine Of(Entity entity) =>
        new(entity.Id, entity.Name, entity.Type, entity.DeclaredSeq, entity.DeletedSeq, entity.HasGeneratedName);

    public Entity ToEntity() => new(Id, Name, Type, Declared, Deleted, GeneratedName);
}

internal sealed record ConflictLine(long Earlier, long Later, ConflictKind Kind, long? Resolved)
{
    public static ConflictLine Of(Conflict conflict) => new(conflict.EarlierId, conflict.LaterId, conflict.Kind, conflict.ResolvedSeq);

    public Conflict ToConflict() => new(Earlier, Later, Kind, Resolved);
}

internal sealed record EventLine(long Seq, long AtMs, LogEventKind Kind, long Subject)
{
    public static EventLine Of(LogEvent item) => new(item.Seq, item.AtMs, item.Kind, item.SubjectId);

    public LogEvent ToEvent() => new(Seq, AtMs, Kind, Subject);
}

internal sealed record MarkLine(long Subject, bool Entity, long Seq, Tier? Tier, bool Pinned, long? ExpiresAtMs)
{
    public static MarkLine Of(Mark mark) => new(mark.SubjectId, mark.IsEntity, mark.Seq, mark.Tier, mark.IsPinned, mark.ExpiresAtMs);

    public Mark ToMark() => new(Subject, Entity, Seq, Tier, Pinned, ExpiresAtMs);
}

internal sealed record RevisionLine(long Id, long First, RevisionKind Kind, long Subject, long Object, string Note, long? UndoneFirst, long? Undone)
{
    public static RevisionLine Of(Revision revision) => new(
        revision.Id, revision.FirstSeq, revision.Kind, revision.SubjectId, revision.ObjectId, revision.Note, revision.UndoneFirstSeq,
        revision.UndoneSeq);

    public Revision ToRevision() => new(Id, First, Kind, Subject, Object, Note, UndoneFirst, Undone);
}

/// <summary>A fact with both times; bounds of valid time that are open are left out, and so is whatever has its usual value.</summary>
internal sealed record FactLine(
    long Id, FactKind Kind, long Subject, string Predicate, long? Object, string? Text, long Claim, Polarity Polarity,
    long? ValidFromMs, long? ValidToMs, long RecordedAtMs, long? SupersededSeq, long? SupersededAtMs, long? Supersedes,
    float? Confidence, float? Weight, ImmutableArray<string>? Tags, SortedDictionary<string, string>? Metadata, Provenance? Source)
{
    public static FactLine Of(Fact fact)
    {
        var statement = fact.Statement;
        return new FactLine(
            fact.Id, statement.Kind, statement.SubjectId, statement.Predicate, statement.ObjectId, statement.Text, statement.ClaimKey, statement.Polarity,
            statement.Valid.FromMs == ValidTime.Beginning ? null : statement.Valid.FromMs,
            statement.Valid.ToMs == ValidTime.Open ? null : statement.Valid.ToMs,
            fact.RecordedAtMs, fact.SupersededSeq, fact.SupersededAtMs, statement.SupersedesId,
            statement.Confidence == 1 ? null : statement.Confidence, statement.Weight == 1 ? null : statement.Weight,
            statement.Tags.IsEmpty ? null : statement.Tags,
            statement.Metadata.IsEmpty ? null : new SortedDictionary<string, string>(statement.Metadata, StringComparer.Ordinal),
            statement.Provenance == Provenance.None ? null : statement.Provenance);
    }

    public Fact ToFact() => new(
        Id,
        new FactDraft(
            Kind, Subject, Predicate, Object, Text, Claim, Polarity,
            new ValidTime(ValidFromMs ?? ValidTime.Beginning, ValidToMs ?? ValidTime.Open), Supersedes, Source ?? Provenance.None,
            Confidence ?? 1, Weight ?? 1, Tags ?? [],
            Metadata is null ? ImmutableSortedDictionary<string, string>.Empty : Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal)),
        RecordedAtMs, SupersededSeq, SupersededAtMs);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(PredicateLine))]
[JsonSerializable(typeof(EntityLine))]
[JsonSerializable(typeof(FactLine))]
[JsonSerializable(typeof(ConflictLine))]
[JsonSerializable(typeof(EventLine))]
[JsonSerializable(typeof(MarkLine))]
[JsonSerializable(typeof(RevisionLine))]
internal sealed partial class BundleJson : JsonSerializerContext;
