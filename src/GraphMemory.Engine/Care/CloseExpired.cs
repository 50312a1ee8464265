using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Engine.Care;

/// <summary>
/// Closes what has expired, as forget does: the history stays. Of an entity that expires, the facts without a pin are closed, and the entity too
/// when none is left. The reply counts the closed facts.
/// </summary>
/// <param name="MarksMax">Marks handled in one transaction.</param>
public sealed record CloseExpired(int MarksMax = 500) : IGraphCommand<int>
{
    public Problem? Check(GraphLimits limits) => null;

    public Result<int> Apply(IWorkspaceWrite write)
    {
        var count = 0;
        foreach (var mark in write.MarksExpired(write.NowMs, MarksMax))
        {
            count += mark.IsEntity ? CloseEntity(write, mark) : CloseFact(write, mark);
            write.SetMark(mark with { ExpiresAtMs = null }); // it is seen to
        }

        return count;
    }

    private static int CloseFact(IWorkspaceWrite write, Mark mark)
    {
        if (write.Fact(mark.SubjectId) is not { IsLive: true } fact || write.Mark(fact.Statement.SubjectId) is { IsPinned: true }) { return 0; }
        write.CloseFact(fact.Id);
        if (write.Entity(fact.Statement.SubjectId) is { IsLive: true, HasGeneratedName: true } note) { CloseBare(write, note); }
        return 1;
    }

    private static int CloseEntity(IWorkspaceWrite write, Mark mark)
    {
        if (write.Entity(mark.SubjectId) is not { IsLive: true } entity) { return 0; }
        var loose = write.FactsOf(entity.Id).Where(fact => fact.IsLive && write.Mark(fact.Id) is not { IsPinned: true }).ToList();
        foreach (var fact in loose) { write.CloseFact(fact.Id); }
        return loose.Count + CloseBare(write, entity);
    }

    /// <summary>Closes an entity about which nothing stands, with the relations that lead to it.</summary>
    private static int CloseBare(IWorkspaceWrite write, Entity entity)
    {
        if (write.FactsOf(entity.Id).Any(fact => fact.IsLive)) { return 0; }
        var leading = write.FactsAbout(entity.Id).Where(fact => fact.IsLive).ToList();
        if (leading.Exists(fact => write.Mark(fact.Id) is { IsPinned: true })) { return 0; }
        WriteRules.DeleteWithFacts(write, entity);
        return leading.Count;
    }
}
