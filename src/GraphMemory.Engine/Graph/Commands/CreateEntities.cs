using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Declares entities with their first observations. A name that exists is left as it is; the reply holds what was created.</summary>
public sealed record CreateEntities(IReadOnlyList<NewEntity> Entities, Circumstances Circumstances) : IGraphCommand<ImmutableArray<NewEntity>>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("entities", Entities.Count, limits)
        ?? RequestCheck.Each("entities", Entities, (path, entity) =>
            RequestCheck.NameLength($"{path}.name", entity.Name, limits)
            ?? RequestCheck.Count($"{path}.observations", entity.Observations.Length, limits)
            ?? RequestCheck.Each($"{path}.observations", entity.Observations, (inner, text) => RequestCheck.TextLength(inner, text, limits)));

    public Result<ImmutableArray<NewEntity>> Apply(IWorkspaceWrite write)
    {
        var (analyzer, tokens) = (new TextAnalyzer(), new TokenBuffer());
        var created = ImmutableArray.CreateBuilder<NewEntity>();
        foreach (var entity in Entities)
        {
            if (EntityLookup.Find(write, entity.Name) is { IsDeclared: true }) { continue; }
            var subject = WriteRules.Declared(write, entity.Name, entity.Type);
            ImmutableArray<string> texts = [.. entity.Observations.Distinct(StringComparer.Ordinal)];
            foreach (var text in texts) { WriteRules.Observe(write, subject, text, Circumstances, analyzer, tokens); }
            created.Add(entity with { Observations = texts });
        }

        return created.ToImmutable();
    }
}
