using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>What became of a merge.</summary>
/// <param name="RevisionId">Names it, to undo it.</param>
/// <param name="Moved">Facts recorded anew about the entity that stays.</param>
/// <param name="Dropped">Facts that said what stood there already, or tied the two to each other.</param>
/// <param name="IsNew">False when it was merged before.</param>
public sealed record MergeOutcome(long RevisionId, string From, string Into, int Moved, int Dropped, bool IsNew);

/// <summary>
/// Makes one entity another: its facts are recorded anew about the entity that stays, the old versions and the entity are closed, and its name
/// leads there from now on. Nothing is lost, and <see cref="UndoRevision"/> puts everything back. Doing it twice changes nothing.
/// </summary>
public sealed record MergeEntities(string From, string Into, int FactsMax = MergeEntities.FactsMaxDefault) : IGraphCommand<MergeOutcome>
{
    /// <summary>Facts of the entity that goes: one transaction, for which other writers wait.</summary>
    public const int FactsMaxDefault = 20_000;

    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Name("from", From, limits) ?? RequestCheck.Name("into", Into, limits);

    public WriteIntent Intent => new(WriteKind.Update, [new MemoryItem { Entity = From, To = Into }]);

    public Result<MergeOutcome> Apply(IWorkspaceWrite write)
    {
        if (EntityLookup.Find(write, Into) is not { } into) { return GraphProblems.MissingEntity(Into); }
        if (write.FindEntity(From) is not { } from) { return Repeated(write, into); }
        if (Refuse(from, into) is { } problem) { return problem; }
        var facts = write.FactsOf(from.Id).Concat(write.FactsAbout(from.Id)).Where(fact => fact.IsLive).DistinctBy(fact => fact.Id).OrderBy(fact => fact.Id).ToList();
        if (facts.Count > FactsMax)
        {
            return CareProblems.TooLarge.With($"{From} has {facts.Count} facts, and one merge moves at most {FactsMax}. Merge the smaller entity into the larger one.");
        }

        return Merge(write, from, into, facts);
    }

    private static MergeOutcome Merge(IWorkspaceWrite write, Entity from, Entity into, List<Fact> facts)
    {
        var first = write.Workspace.HeadSeq + 1;
        var (moves, moved, mark) = (new FactMoves(write), 0, write.Mark(from.Id));
        foreach (var fact in facts)
        {
            var statement = Repointed(fact.Statement, from.Id, into.Id);
            if (statement.SubjectId == statement.ObjectId && fact.Statement.SubjectId != fact.Statement.ObjectId) { write.CloseFact(fact.Id); }
            else if (moves.Move(fact, statement) is { } id)
            {
                moved++;
                if (mark is not null && fact.Statement.SubjectId == from.Id) { Inherit(write, id, mark); }
            }
        }

        write.DeleteEntity(from.Id);
        var revision = write.AddRevision(RevisionKind.Merge, first, from.Id, into.Id, note: "");
        return new MergeOutcome(revision.Id, from.Name, into.Name, moved, facts.Count - moved, IsNew: true);
    }

    /// <summary>What was said of the entity holds on for the facts it had.</summary>
    private static void Inherit(IWorkspaceWrite write, long factId, Mark ofEntity)
    {
        var own = write.Mark(factId) ?? Mark.None(factId, isEntity: false);
        var whole = own with
        {
            Tier = own.Tier ?? ofEntity.Tier, IsPinned = own.IsPinned || ofEntity.IsPinned, ExpiresAtMs = own.ExpiresAtMs ?? ofEntity.ExpiresAtMs,
        };
        if (!whole.Says(own)) { write.SetMark(whole); }
    }

    private Result<MergeOutcome> Repeated(IWorkspaceWrite write, Entity into) =>
        write.HasMerges && write.EntitiesNamed(From).Reverse().FirstOrDefault(entity => EntityLookup.Target(write, entity.Id)?.Id == into.Id) is { } known
            ? new MergeOutcome(write.MergeOf(known.Id)!.Id, From, into.Name, 0, 0, IsNew: false)
            : GraphProblems.MissingEntity(From);

    private Problem? Refuse(Entity from, Entity into)
    {
        if (from.Id == into.Id) { return CareProblems.Invalid("into", "is the same entity", "name two different ones"); }
        if (from.HasGeneratedName || into.HasGeneratedName) { return CareProblems.CannotMerge.With("A note has no name that could lead anywhere; forget the one that repeats the other."); }
        return from.IsDeclared && !into.IsDeclared
            ? CareProblems.CannotMerge.With($"{Into} is only named by relations, and {From} is more than that: merge {Into} into {From}.")
            : null;
    }

    private static FactDraft Repointed(FactDraft statement, long from, long into)
    {
        var (subject, target) = (statement.SubjectId == from ? into : statement.SubjectId, statement.ObjectId == from ? into : statement.ObjectId);
        return statement with { SubjectId = subject, ObjectId = target, ClaimKey = target ?? statement.ClaimKey };
    }
}
