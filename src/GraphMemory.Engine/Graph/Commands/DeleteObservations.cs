using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Closes observations by their exact text; what does not exist is ignored. The reply counts what was closed.</summary>
public sealed record DeleteObservations(IReadOnlyList<EntityTexts> Deletions) : IGraphCommand<int>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("deletions", Deletions.Sum(item => Math.Max(1, item.Texts.Length)), limits);

    public WriteIntent Intent => new(
        WriteKind.Delete, [.. Deletions.SelectMany(item => item.Texts.Select(text => new MemoryItem { Entity = item.EntityName, Text = text }))]);

    public Result<int> Apply(IWorkspaceWrite write)
    {
        var count = 0;
        foreach (var deletion in Deletions)
        {
            if (EntityLookup.Find(write, deletion.EntityName) is not { } entity) { continue; }
            var texts = deletion.Texts.ToHashSet(StringComparer.Ordinal);
            foreach (var fact in write.FactsOf(entity.Id, FactDraft.ObservationPredicate).Where(fact => fact is { IsLive: true, Statement.Text: { } text } && texts.Contains(text)))
            {
                write.CloseFact(fact.Id);
                count++;
            }
        }

        return count;
    }
}
