using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Decides an open conflict: the kept fact stands, the other is closed; keeping neither or both is possible too.</summary>
public sealed record ResolveConflict(long EarlierId, long LaterId, ConflictDecision Decision) : IGraphCommand<Conflict>
{
    public Problem? Check(GraphLimits limits) => null;

    public Result<Conflict> Apply(IWorkspaceWrite write)
    {
        var open = write.ConflictsOf(LaterId).FirstOrDefault(conflict => conflict.EarlierId == EarlierId && conflict.LaterId == LaterId && conflict.ResolvedSeq is null);
        if (open is null)
        {
            return GraphProblems.ConflictNotFound.With($"No open conflict between {EarlierId} and {LaterId}; list them with: graphmemory conflicts");
        }

        if (Decision is ConflictDecision.KeepLater or ConflictDecision.KeepNeither) { Close(write, EarlierId); }
        if (Decision is ConflictDecision.KeepEarlier or ConflictDecision.KeepNeither) { Close(write, LaterId); }
        write.ResolveConflict(EarlierId, LaterId);
        return write.ConflictsOf(LaterId).First(conflict => conflict.EarlierId == EarlierId && conflict.LaterId == LaterId);
    }

    private static void Close(IWorkspaceWrite write, long factId)
    {
        if (write.Fact(factId) is { IsLive: true }) { write.CloseFact(factId); }
    }
}

public enum ConflictDecision
{
    KeepEarlier,
    KeepLater,
    KeepBoth,
    KeepNeither,
}
