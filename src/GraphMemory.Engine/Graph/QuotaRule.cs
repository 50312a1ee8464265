using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>
/// A change that would take a workspace over a quota is refused whole, inside its transaction. A change that takes nothing more is never
/// refused, so that forgetting always works, also in a workspace whose quota was lowered below what it holds.
/// </summary>
internal static class QuotaRule
{
    public static Problem? Check(WorkspaceUse before, IWorkspaceRead after)
    {
        var (quotas, use) = (after.Quotas, after.Use);
        if (quotas == Quotas.None) { return null; }
        return Over("entities", before.Entities, use.Entities, quotas.EntitiesMax, after, "Forget entities")
            ?? Over("facts", before.Facts, use.Facts, quotas.FactsMax, after, "Forget facts")
            ?? Over("text-bytes", before.TextBytes, use.TextBytes, quotas.TextBytesMax, after, "Purge facts");
    }

    private static Problem? Over(string quota, long before, long after, long? max, IWorkspaceRead read, string remedy) =>
        after > before && after > max
            ? GraphProblems.QuotaExceeded.With(
                $"The workspace {read.Workspace.Name} may hold {max:N0} {quota} and holds {before:N0}; this change would make it {after:N0}. Nothing of it was stored.",
                new FieldProblem(quota, $"the quota is {max}, {before} are in use, {after} would be", $"{remedy}, or raise it: graphmemory workspaces quota {read.Workspace.Name} --{quota} N"))
            : null;
}
