using System.Text.Json.Serialization;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Graph;

namespace GraphMemory.Server.Care;

internal sealed record EntityBriefShape(string Name, string Type, int Facts)
{
    public static EntityBriefShape Of(EntityBrief brief) => new(brief.Name, brief.Type, brief.Facts);
}

/// <summary>Two entities that are probably one.</summary>
/// <param name="Kind">"exact", "alias" or "similar".</param>
internal sealed record DuplicateShape(string Kind, double Score, string Reason, EntityBriefShape Keep, EntityBriefShape Merge)
{
    public static DuplicateShape Of(DuplicateEntities pair) => new(
        pair.Kind.ToString().ToLowerInvariant(), Math.Round(pair.Score, 3), pair.Reason, EntityBriefShape.Of(pair.Keep), EntityBriefShape.Of(pair.Merge));
}

/// <summary>Two observations that say the same in other words.</summary>
internal sealed record ObservationPairShape(double Score, FactShape Keep, FactShape Forget)
{
    public static ObservationPairShape Of(DuplicateObservations pair) => new(Math.Round(pair.Score, 3), FactShape.Of(pair.Keep), FactShape.Of(pair.Forget));
}

internal sealed record DuplicatesShape(DuplicateShape[] Entities, int EntitiesTotal, ObservationPairShape[] Observations, int ObservationsTotal)
{
    public static DuplicatesShape Of(Found<DuplicateEntities> entities, Found<DuplicateObservations> observations) => new(
        [.. entities.Items.Select(DuplicateShape.Of)], entities.Total, [.. observations.Items.Select(ObservationPairShape.Of)], observations.Total);
}

/// <param name="Declared">False for an end that only relations name.</param>
internal sealed record OrphanShape(string Name, string Type, bool Declared, int Relations);

internal sealed record OrphansShape(OrphanShape[] Items, int Total)
{
    public static OrphansShape Of(Found<Orphan> found) =>
        new([.. found.Items.Select(item => new OrphanShape(item.Name, item.Type, item.IsDeclared, item.Relations))], found.Total);
}

/// <param name="Reason">"over", "corrected", "contradicted", "fileGone" or "old".</param>
internal sealed record StaleShape(string Reason, FactShape Fact);

internal sealed record StaleListShape(StaleShape[] Items, int Total)
{
    public static StaleListShape Of(Found<StaleFact> found) =>
        new([.. found.Items.Select(item => new StaleShape(NameOf(item.Reason), FactShape.Of(item.Fact)))], found.Total);

    private static string NameOf(StaleReason reason) => reason == StaleReason.FileGone ? "fileGone" : reason.ToString().ToLowerInvariant();
}

internal sealed record TagShape(string Tag, int Facts)
{
    public static TagShape Of(TagCount tag) => new(tag.Tag, tag.Facts);
}

internal sealed record NearTagsShape(TagShape Keep, TagShape Rename, string Reason);

internal sealed record TagsShape(TagShape[] Tags, int Total, NearTagsShape[] Near, int Untagged, int Observations)
{
    public static TagsShape Of(TagReport report) => new(
        [.. report.Tags.Select(TagShape.Of)], report.TagsTotal,
        [.. report.Near.Select(pair => new NearTagsShape(TagShape.Of(pair.Keep), TagShape.Of(pair.Rename), pair.Reason))], report.Untagged, report.Observations);
}

/// <summary>The mark of a fact, or of an entity as a whole.</summary>
/// <param name="Entity">Name of the entity, or of the one that the fact is about.</param>
/// <param name="Tier">"core", "working" or "archive"; left out when none was given.</param>
internal sealed record MarkedShape(string Entity, long? FactId, string? Text, string? Tier, bool Pinned, string? ExpiresAt)
{
    public static MarkedShape Of(Marked marked) => new(
        marked.Entity, marked.Fact?.Fact.Id, marked.Fact is null ? null : FactText.Statement(marked.Fact),
        marked.Mark.Tier is { } tier ? TierNames.Of(tier) : null, marked.Mark.IsPinned, marked.Mark.ExpiresAtMs is { } atMs ? TimeText.Instant(atMs) : null);
}

/// <param name="Working">Standing facts of the tier that nobody has to give; the same for the others.</param>
internal sealed record TiersShape(int Core, int Working, int Archive, int Pinned, int Expiring, MarkedShape[] Marked, int MarkedTotal)
{
    public static TiersShape Of(TierReport report) => new(
        report.Core, report.Working, report.Archive, report.Pinned, report.Expiring, [.. report.Marked.Items.Select(MarkedShape.Of)], report.Marked.Total);
}

/// <summary>A mark as it stands after a change.</summary>
/// <param name="Kind">"fact" or "entity".</param>
internal sealed record MarkShape(string Kind, long Id, string? Tier, bool Pinned, string? ExpiresAt)
{
    public static MarkShape Of(Mark mark) => new(
        mark.IsEntity ? "entity" : "fact", mark.SubjectId, mark.Tier is { } tier ? TierNames.Of(tier) : null, mark.IsPinned,
        mark.ExpiresAtMs is { } atMs ? TimeText.Instant(atMs) : null);
}

internal sealed record MarksShape(MarkShape[] Items);

/// <summary>A merge, a run of forgetting or a renamed tag.</summary>
/// <param name="Kind">"merge", "forgetting" or "retagging".</param>
internal sealed record RevisionShape(long Id, string Kind, string? From, string? Into, string? Note, string? At, bool Undone)
{
    public static RevisionShape Of(NamedRevision named) => new(
        named.Revision.Id, named.Revision.Kind.ToString().ToLowerInvariant(), Given(named.From), Given(named.Into), Given(named.Revision.Note),
        named.AtMs is { } atMs ? TimeText.Instant(atMs) : null, !named.Revision.Stands);

    private static string? Given(string text) => text.Length > 0 ? text : null;
}

internal sealed record HistoryShape(RevisionShape[] Items);

/// <param name="Moved">Facts recorded anew about the entity that stays.</param>
/// <param name="Dropped">Facts that stood there already, or tied the two to each other.</param>
internal sealed record MergedEntityShape(long Revision, string From, string Into, int Moved, int Dropped, bool New)
{
    public static MergedEntityShape Of(MergeOutcome outcome) =>
        new(outcome.RevisionId, outcome.From, outcome.Into, outcome.Moved, outcome.Dropped, outcome.IsNew);
}

/// <param name="Restored">Facts that stand as before, as new versions.</param>
/// <param name="Kept">Facts that were changed or closed by hand since, and stay so.</param>
internal sealed record UndoShape(long Revision, string Kind, int Restored, int Kept, bool New)
{
    public static UndoShape Of(UndoOutcome outcome) =>
        new(outcome.RevisionId, outcome.Kind.ToString().ToLowerInvariant(), outcome.Restored, outcome.Kept, outcome.IsNew);
}

/// <summary>What a rule would close.</summary>
/// <param name="Plan">Name it to have exactly this done.</param>
/// <param name="FactIds">Every fact that this plan closes.</param>
/// <param name="Matching">All facts that meet the rule; more than the plan holds when it takes several runs.</param>
/// <param name="Shown">The first of the facts, as they are.</param>
internal sealed record PlanShape(string Plan, string Rule, long[] FactIds, int Matching, FactShape[] Shown);

/// <param name="Revision">Undoes the run; left out when nothing was closed.</param>
/// <param name="Left">Facts that meet the rule still.</param>
internal sealed record ForgottenShape(long? Revision, int Facts, int Left)
{
    public static ForgottenShape Of(Forgotten forgotten) => new(forgotten.RevisionId, forgotten.Facts, forgotten.Left);
}

internal sealed record RenamedTagShape(long? Revision, int Facts)
{
    public static RenamedTagShape Of(RenamedTag renamed) => new(renamed.RevisionId, renamed.Facts);
}

/// <summary>All that could be put in order.</summary>
internal sealed record ReviewShape(DuplicatesShape Duplicates, ConflictListShape Conflicts, StaleListShape Stale, OrphansShape Orphans, TagsShape Tags, TiersShape Tiers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DuplicatesShape))]
[JsonSerializable(typeof(OrphansShape))]
[JsonSerializable(typeof(StaleListShape))]
[JsonSerializable(typeof(TagsShape))]
[JsonSerializable(typeof(TiersShape))]
[JsonSerializable(typeof(MarksShape))]
[JsonSerializable(typeof(HistoryShape))]
[JsonSerializable(typeof(MergedEntityShape))]
[JsonSerializable(typeof(UndoShape))]
[JsonSerializable(typeof(PlanShape))]
[JsonSerializable(typeof(ForgottenShape))]
[JsonSerializable(typeof(RenamedTagShape))]
[JsonSerializable(typeof(ReviewShape))]
[JsonSerializable(typeof(DecidedShape[]))]
internal sealed partial class CareJson : JsonSerializerContext;
