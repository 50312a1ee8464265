using System.Globalization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Claims;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What became of one item.</summary>
internal enum Outcome
{
    Created,
    Updated,
    Skipped,
}

/// <summary>A flat memory that has an id of its own: its note is found by the id, whatever the text was then.</summary>
internal readonly struct MemoryVersion(IWorkspaceWrite write, ObservationItem item, Claim claim, ConflictPolicy onConflict)
{
    public Outcome Keep(MemoryId id)
    {
        var note = WriteRules.Declared(write, id.NoteName, item.EntityType ?? Entity.NoteType, hasGeneratedName: true);
        var standing = write.FactsOf(note.Id, FactDraft.ObservationPredicate).Where(fact => fact.IsLive).ToList();
        if (standing.Exists(IsSame)) { return Outcome.Skipped; }
        if (standing.Count == 0) { return Record(note, supersedesId: null, Outcome.Created); }
        return onConflict switch
        {
            ConflictPolicy.Duplicate => Record(note, supersedesId: null, Outcome.Created),
            ConflictPolicy.Overwrite => Replace(note, standing),
            ConflictPolicy.Newest when item.ChangedAtMs > standing.Max(ChangedAtMs) => Replace(note, standing),
            _ => Outcome.Skipped,
        };
    }

    private bool IsSame(Fact fact) =>
        string.Equals(fact.Statement.Text, item.Text, StringComparison.Ordinal) && fact.Statement.Valid == item.Circumstances.Valid;

    private Outcome Replace(Entity note, List<Fact> standing)
    {
        foreach (var fact in standing) { write.CloseFact(fact.Id); }
        return Record(note, standing[^1].Id, Outcome.Updated);
    }

    private Outcome Record(Entity note, long? supersedesId, Outcome outcome)
    {
        WriteRules.Observe(write, note, item.Text, claim, item.Circumstances with { SupersedesId = supersedesId }, Repetition.OfAny);
        return outcome;
    }

    private static long ChangedAtMs(Fact fact) => Instant(fact, SourceMetadata.Updated) ?? Instant(fact, SourceMetadata.Created) ?? fact.RecordedAtMs;

    private static long? Instant(Fact fact, string name) =>
        fact.Statement.Metadata.TryGetValue(name, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : null;
}
