using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.ImportExport;

/// <summary>How many entities, observations and relations a <see cref="ReplaceGraph"/> recorded and closed.</summary>
public sealed record ReplaceCounts(int Added, int Closed);

/// <summary>
/// Makes the live graph equal to a list of entities and relations, with as few changes as that takes: what stands in both stays as it is,
/// with its id and history. A name or statement given twice counts once.
/// </summary>
public sealed record ReplaceGraph(IReadOnlyList<NewEntity> Entities, IReadOnlyList<RelationKey> Relations, Circumstances Circumstances)
    : IGraphCommand<ReplaceCounts>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Each("entities", Entities, (path, entity) =>
            RequestCheck.NameLength($"{path}.name", entity.Name, limits)
            ?? RequestCheck.Each($"{path}.observations", entity.Observations, (inner, text) => RequestCheck.TextLength(inner, text, limits)))
        ?? RequestCheck.Each("relations", Relations, (path, relation) =>
            RequestCheck.NameLength($"{path}.from", relation.From, limits)
            ?? RequestCheck.NameLength($"{path}.to", relation.To, limits)
            ?? RequestCheck.NameLength($"{path}.relationType", relation.Type, limits));

    public WriteIntent Intent => GraphIntent.Of(Entities, Relations);

    public Result<ReplaceCounts> Apply(IWorkspaceWrite write)
    {
        var wanted = Merged();
        var standing = new GraphReading(write).All();
        var closed = standing.Entities.Sum(entity => CloseUnwanted(write, entity, wanted.GetValueOrDefault(entity.Name)));
        closed += CloseRelations(write, standing);
        return new ReplaceCounts(AddEntities(write, wanted.Values) + AddRelations(write), closed);
    }

    private OrderedDictionary<string, Wanted> Merged()
    {
        var byName = new OrderedDictionary<string, Wanted>(StringComparer.Ordinal);
        foreach (var entity in Entities)
        {
            if (!byName.TryGetValue(entity.Name, out var wanted))
            {
                wanted = new Wanted(entity.Name, entity.Type, [], new HashSet<string>(StringComparer.Ordinal));
                byName.Add(entity.Name, wanted);
            }

            wanted.Texts.AddRange(entity.Observations.Where(wanted.Seen.Add));
        }

        return byName;
    }

    /// <summary>An entity of another type is another entity.</summary>
    private static int CloseUnwanted(IWorkspaceWrite write, NewEntity entity, Wanted? wanted)
    {
        if (wanted?.Type == entity.Type) { return CloseObservations(write, entity, wanted.Seen); }
        WriteRules.DeleteWithFacts(write, write.FindEntity(entity.Name)!);
        return 1 + entity.Observations.Length;
    }

    private static int CloseObservations(IWorkspaceWrite write, NewEntity entity, HashSet<string> kept)
    {
        var gone = entity.Observations.Where(text => !kept.Contains(text)).ToHashSet(StringComparer.Ordinal);
        if (gone.Count == 0) { return 0; }
        var facts = write.FactsOf(write.FindEntity(entity.Name)!.Id, FactDraft.ObservationPredicate)
            .Where(fact => fact is { IsLive: true, Statement.Text: { } text } && gone.Contains(text)).ToList();
        foreach (var fact in facts) { write.CloseFact(fact.Id); }
        return facts.Count;
    }

    private int CloseRelations(IWorkspaceWrite write, GraphView standing)
    {
        var kept = Relations.ToHashSet();
        return new DeleteRelations([.. standing.Relations.Where(relation => !kept.Contains(relation))]).Apply(write).Value;
    }

    private int AddEntities(IWorkspaceWrite write, IEnumerable<Wanted> entities)
    {
        var (analyzer, tokens, added) = (new TextAnalyzer(), new TokenBuffer(), 0);
        foreach (var entity in entities)
        {
            if (write.FindEntity(entity.Name) is not { IsDeclared: true }) { added++; }
            var subject = WriteRules.Declared(write, entity.Name, entity.Type, isExact: true);
            added += entity.Texts.Count(text => WriteRules.Observe(write, subject, text, Circumstances, analyzer, tokens).IsNew);
        }

        return added;
    }

    private int AddRelations(IWorkspaceWrite write) => (new CreateRelations(Relations, Circumstances) { IsExact = true }).Apply(write).Value.Length;

    private sealed record Wanted(string Name, string Type, List<string> Texts, HashSet<string> Seen);
}
