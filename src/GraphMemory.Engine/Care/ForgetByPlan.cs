using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>What a run of forgetting closed; null names no revision when nothing matched.</summary>
public sealed record Forgotten(long? RevisionId, int Facts, int Left);

/// <summary>
/// Closes what a plan showed, and nothing else: the plan is made again in the same transaction, and must be the one that was agreed to. The
/// history stays, and <see cref="UndoRevision"/> brings the facts back.
/// </summary>
public sealed record ForgetByPlan(ForgetRule Rule, string PlanId) : IGraphCommand<Forgotten>
{
    public Problem? Check(GraphLimits limits) => Rule.Check();

    public Result<Forgotten> Apply(IWorkspaceWrite write)
    {
        var plan = ForgetPlan.Of(write, Rule);
        if (plan.Id != PlanId)
        {
            return CareProblems.PlanChanged.With("Other facts meet the rule now than when the plan was made, or the rule is another; nothing was closed. Make the plan again and look at it.");
        }

        if (plan.FactIds.IsEmpty) { return new Forgotten(null, 0, 0); }
        var (first, notes) = (write.Workspace.HeadSeq + 1, new List<long>());
        foreach (var id in plan.FactIds)
        {
            var subject = write.Fact(id)!.Statement.SubjectId;
            write.CloseFact(id);
            if (write.Entity(subject) is { IsLive: true, HasGeneratedName: true }) { notes.Add(subject); }
        }

        // A note is nothing without its text.
        foreach (var note in notes.Distinct().Where(note => !write.FactsOf(note).Concat(write.FactsAbout(note)).Any(fact => fact.IsLive))) { write.DeleteEntity(note); }
        var revision = write.AddRevision(RevisionKind.Forgetting, first, 0, 0, Rule.ToString());
        return new Forgotten(revision.Id, plan.FactIds.Length, plan.Matching - plan.FactIds.Length);
    }
}
