using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What a <see cref="MergeGraph"/> did with its entities and relations.</summary>
public sealed record MergeCounts(int Created, int Updated, int Skipped);

/// <summary>Adds what is not there yet and closes nothing, so that doing it twice changes nothing.</summary>
public sealed record MergeGraph(IReadOnlyList<NewEntity> Entities, IReadOnlyList<RelationKey> Relations, Circumstances Circumstances)
    : IGraphCommand<MergeCounts>
{
    public Problem? Check(GraphLimits limits) => new ReplaceGraph(Entities, Relations, Circumstances).Check(limits);

    public WriteIntent Intent => GraphIntent.Of(Entities, Relations);

    public Result<MergeCounts> Apply(IWorkspaceWrite write)
    {
        var (analyzer, tokens, created, updated) = (new TextAnalyzer(), new TokenBuffer(), 0, 0);
        foreach (var entity in Entities)
        {
            var isNew = EntityLookup.Find(write, entity.Name) is not { IsDeclared: true };
            var subject = WriteRules.Declared(write, entity.Name, entity.Type);
            var added = entity.Observations.Count(text => WriteRules.Observe(write, subject, text, Circumstances, analyzer, tokens).IsNew);
            if (isNew) { created++; }
            else if (added > 0) { updated++; }
        }

        created += new CreateRelations(Relations, Circumstances).Apply(write).Value.Length;
        return new MergeCounts(created, updated, Entities.Count + Relations.Count - created - updated);
    }
}
