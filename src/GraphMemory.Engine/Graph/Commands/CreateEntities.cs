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
            ?? RequestCheck.Each($"{path}.observations", entity.Observations, (inner, text) => RequestCheck.TextLength(inner, text, limits)))
        ?? Amendments?.Check(limits);

    /// <summary>The texts; an entity without any is an item of its own.</summary>
    public WriteIntent Intent => new(WriteKind.Create, [.. Entities.SelectMany(Items)]);

    internal Amendments? Amendments { get; init; }

    public IGraphCommand<ImmutableArray<NewEntity>> Amended(ImmutableArray<MemoryItem> items) => this with { Amendments = new(Intent.Items, items) };

    public Result<ImmutableArray<NewEntity>> Apply(IWorkspaceWrite write)
    {
        var (analyzer, tokens) = (new TextAnalyzer(), new TokenBuffer());
        var created = ImmutableArray.CreateBuilder<NewEntity>();
        foreach (var entity in Entities)
        {
            if (EntityLookup.Find(write, entity.Name) is { IsDeclared: true }) { continue; }
            var subject = WriteRules.Declared(write, entity.Name, entity.Type);
            var said = entity.Observations.Distinct(StringComparer.Ordinal).Select(text => Amendments.Of(Amendments, entity.Name, text, Circumstances)).ToList();
            foreach (var (text, circumstances) in said) { WriteRules.Observe(write, subject, text, circumstances, analyzer, tokens); }
            created.Add(entity with { Observations = [.. said.Select(item => item.Text)] });
        }

        return created.ToImmutable();
    }

    private IEnumerable<MemoryItem> Items(NewEntity entity) => entity.Observations.IsEmpty
        ? [new MemoryItem { Entity = entity.Name, EntityType = entity.Type }]
        : entity.Observations.Select(text => MemoryItem.Of(entity.Name, entity.Type, text, Circumstances));
}
