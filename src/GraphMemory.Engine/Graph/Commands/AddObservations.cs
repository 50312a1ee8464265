using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Adds observations to entities that exist, all or nothing. The reply holds the texts that were new, per entity.</summary>
public sealed record AddObservations(IReadOnlyList<EntityTexts> Observations, Circumstances Circumstances)
    : IGraphCommand<ImmutableArray<EntityTexts>>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("observations", Observations.Sum(item => Math.Max(1, item.Texts.Length)), limits)
        ?? RequestCheck.Each("observations", Observations, (path, item) =>
            RequestCheck.Each($"{path}.contents", item.Texts, (inner, text) => RequestCheck.TextLength(inner, text, limits)))
        ?? Amendments?.Check(limits);

    public WriteIntent Intent => new(
        WriteKind.Create, [.. Observations.SelectMany(item => item.Texts.Select(text => MemoryItem.Of(item.EntityName, type: null, text, Circumstances)))]);

    internal Amendments? Amendments { get; init; }

    public IGraphCommand<ImmutableArray<EntityTexts>> Amended(ImmutableArray<MemoryItem> items) => this with { Amendments = new(Intent.Items, items) };

    public Result<ImmutableArray<EntityTexts>> Apply(IWorkspaceWrite write)
    {
        var (analyzer, tokens) = (new TextAnalyzer(), new TokenBuffer());
        var added = ImmutableArray.CreateBuilder<EntityTexts>(Observations.Count);
        foreach (var item in Observations)
        {
            if (EntityLookup.Find(write, item.EntityName) is not { IsDeclared: true } entity) { return GraphProblems.MissingEntity(item.EntityName); }
            ImmutableArray<string> texts =
                [.. item.Texts.Select(text => Amendments.Of(Amendments, item.EntityName, text, Circumstances))
                    .Where(said => WriteRules.Observe(write, entity, said.Text, said.Circumstances, analyzer, tokens).IsNew).Select(said => said.Text)];
            added.Add(item with { Texts = texts });
        }

        return added.MoveToImmutable();
    }
}
