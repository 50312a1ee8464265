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

        return CloseFacts.Close(write, plan.FactIds, Rule.ToString(), plan.Matching - plan.FactIds.Length);
    }
}
