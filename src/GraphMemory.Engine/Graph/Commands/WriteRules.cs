using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Claims;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Which standing fact makes a statement a mere repetition.</summary>
internal enum Repetition
{
    /// <summary>Only the newest: what something newer overruled turns the tables again when it is said again.</summary>
    OfNewest,
    /// <summary>Any that stands, so that an import done twice changes nothing.</summary>
    OfAny,
}

/// <summary>Rules that several commands share: how ends are found, how a statement is recorded, what deleting an entity takes with it.</summary>
internal static class WriteRules
{
    /// <summary>The live, declared entity that this name stands for, made or declared when needed.</summary>
    /// <param name="isExact">The name stands for its bearer only, not for what that was merged into.</param>
    public static Entity Declared(IWorkspaceWrite write, string name, string type, bool hasGeneratedName = false, bool isExact = false)
    {
        var entity = isExact ? write.FindEntity(name) : EntityLookup.Find(write, name);
        if (entity is null) { return write.AddEntity(name, type, isDeclared: true, hasGeneratedName); }
        if (!entity.IsDeclared) { write.DeclareEntity(entity.Id, type); }
        return entity;
    }

    /// <summary>The live entity that this name stands for, or a name without declaration for an end that does not exist yet.</summary>
    public static Entity End(IWorkspaceWrite write, string name, bool isExact = false) =>
        (isExact ? write.FindEntity(name) : EntityLookup.Find(write, name)) ?? write.AddEntity(name, type: "", isDeclared: false, hasGeneratedName: false);

    public static Recorded Observe(
        IWorkspaceWrite write, Entity subject, string text, Circumstances circumstances, TextAnalyzer analyzer, TokenBuffer tokens) =>
        Observe(write, subject, text, Claim.Of(text, analyzer, tokens), circumstances);

    public static Recorded Observe(
        IWorkspaceWrite write, Entity subject, string text, Claim claim, Circumstances circumstances, Repetition repetition = Repetition.OfNewest)
    {
        var polarity = claim.IsNegated ? Opposite(circumstances.Polarity) : circumstances.Polarity;
        var same = write.FactsOfClaim(subject.Id, FactDraft.ObservationPredicate, claim.Key);
        if (Repeated(OfText(same, text), polarity, circumstances, repetition) is { } standing) { return new Recorded(standing.Id, subject.Name, IsNew: false, []); }
        var id = write.AddFact(new(
            FactKind.Observation, subject.Id, FactDraft.ObservationPredicate, ObjectId: null, text, claim.Key, polarity, circumstances.Valid,
            circumstances.SupersedesId, circumstances.Provenance, circumstances.Confidence, Weight: 1, circumstances.Tags, circumstances.Metadata));
        return new Recorded(id, subject.Name, IsNew: true, ConflictRules.Find(write, id, polarity, circumstances, same, []));
    }

    public static Recorded Relate(
        IWorkspaceWrite write, Entity from, Entity to, string type, float weight, Circumstances circumstances,
        Repetition repetition = Repetition.OfNewest)
    {
        var same = write.FactsOfClaim(from.Id, type, to.Id);
        var rivals = write.FindPredicate(type) is { IsFunctional: true } ? write.FactsOf(from.Id, type) : [];
        var versions = rivals.Count > 0 && repetition == Repetition.OfNewest ? rivals : same;
        if (Repeated(versions, circumstances.Polarity, circumstances, repetition) is { } standing && standing.Statement.ObjectId == to.Id)
        {
            return new Recorded(standing.Id, from.Name, IsNew: false, []);
        }

        var id = write.AddFact(new(
            FactKind.Relation, from.Id, type, to.Id, Text: null, ClaimKey: to.Id, circumstances.Polarity, circumstances.Valid,
            circumstances.SupersedesId, circumstances.Provenance, circumstances.Confidence, weight, circumstances.Tags, circumstances.Metadata));
        IReadOnlyList<Fact> others = rivals.Count == 0 ? rivals : [.. rivals.Where(rival => rival.Statement.ObjectId != to.Id)];
        return new Recorded(id, from.Name, IsNew: true, ConflictRules.Find(write, id, circumstances.Polarity, circumstances, same, others));
    }

    /// <summary>Closes an entity with every standing fact of it and about it.</summary>
    public static void DeleteWithFacts(IWorkspaceWrite write, Entity entity)
    {
        foreach (var fact in write.FactsOf(entity.Id).Concat(write.FactsAbout(entity.Id)).Where(fact => fact.IsLive).DistinctBy(fact => fact.Id))
        {
            write.CloseFact(fact.Id);
        }

        write.DeleteEntity(entity.Id);
    }

    /// <summary>
    /// The standing fact that a statement merely repeats: the newest about any part of its valid time, and equal to it. A statement that
    /// something newer has overruled is no repetition, it turns the tables again.
    /// </summary>
    /// <param name="versions">Facts that decide about the same thing, by rising id.</param>
    private static Fact? Repeated(IReadOnlyList<Fact> versions, Polarity polarity, Circumstances circumstances, Repetition repetition)
    {
        if (versions.Count == 0) { return null; } // the usual case
        if (repetition == Repetition.OfAny)
        {
            return versions.LastOrDefault(fact => fact.IsLive && fact.Statement.Polarity == polarity && fact.Statement.Valid == circumstances.Valid);
        }

        var newest = versions.LastOrDefault(fact => fact.IsLive && fact.Statement.Valid.Overlaps(circumstances.Valid));
        return newest is not null && newest.Statement.Polarity == polarity && newest.Statement.Valid == circumstances.Valid
            && newest.Statement.SupersedesId == circumstances.SupersedesId
            ? newest
            : null;
    }

    private static IReadOnlyList<Fact> OfText(IReadOnlyList<Fact> facts, string text) =>
        facts.Count == 0 ? facts : [.. facts.Where(fact => string.Equals(fact.Statement.Text, text, StringComparison.Ordinal))];

    private static Polarity Opposite(Polarity polarity) => (Polarity)(-(int)polarity);
}
