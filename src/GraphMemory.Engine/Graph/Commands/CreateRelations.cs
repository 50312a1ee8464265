using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Records relations that do not stand yet. Missing ends are accepted; the reply holds what was new.</summary>
public sealed record CreateRelations(IReadOnlyList<RelationKey> Relations, Circumstances Circumstances)
    : IGraphCommand<ImmutableArray<RelationKey>>
{
    /// <summary>A name stands for its bearer only, not for what that was merged into.</summary>
    public bool IsExact { get; init; }

    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("relations", Relations.Count, limits)
        ?? RequestCheck.Each("relations", Relations, (path, relation) =>
            RequestCheck.NameLength($"{path}.from", relation.From, limits)
            ?? RequestCheck.NameLength($"{path}.to", relation.To, limits)
            ?? RequestCheck.NameLength($"{path}.relationType", relation.Type, limits));

    public WriteIntent Intent => new(WriteKind.Relate, [.. Relations.Select(relation => MemoryItem.Of(relation.From, relation.Type, relation.To))]);

    public Result<ImmutableArray<RelationKey>> Apply(IWorkspaceWrite write)
    {
        var created = ImmutableArray.CreateBuilder<RelationKey>();
        foreach (var relation in Relations)
        {
            var (from, to) = (WriteRules.End(write, relation.From, IsExact), WriteRules.End(write, relation.To, IsExact));
            if (WriteRules.Relate(write, from, to, relation.Type, weight: 1, Circumstances).IsNew) { created.Add(relation); }
        }

        return created.ToImmutable();
    }
}
