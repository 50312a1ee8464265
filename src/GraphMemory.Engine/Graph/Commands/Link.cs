using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Keeps relations with all their circumstances.</summary>
public sealed record Link(IReadOnlyList<NewLink> Links) : IGraphCommand<ImmutableArray<Recorded>>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("links", Links.Count, limits)
        ?? RequestCheck.Each("links", Links, (path, link) =>
            RequestCheck.Name($"{path}.from", link.From, limits)
            ?? RequestCheck.Name($"{path}.to", link.To, limits)
            ?? RequestCheck.Name($"{path}.type", link.Type, limits)
            ?? RequestCheck.Unit($"{path}.weight", link.Weight)
            ?? RequestCheck.Circumstances(path, link.Circumstances, limits));

    public WriteIntent Intent => new(WriteKind.Relate, [.. Links.Select(link => MemoryItem.Of(link.From, link.Type, link.To))]);

    public Result<ImmutableArray<Recorded>> Apply(IWorkspaceWrite write)
    {
        var recorded = ImmutableArray.CreateBuilder<Recorded>(Links.Count);
        foreach (var link in Links)
        {
            if (link.Circumstances.SupersedesId is { } earlier && write.Fact(earlier) is null) { return GraphProblems.MissingFact(earlier); }
            var (from, to) = (WriteRules.End(write, link.From), WriteRules.End(write, link.To));
            recorded.Add(WriteRules.Relate(write, from, to, link.Type, link.Weight, link.Circumstances));
        }

        return recorded.MoveToImmutable();
    }
}
