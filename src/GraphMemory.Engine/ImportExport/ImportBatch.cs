using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Claims;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.ImportExport;

/// <summary>Entities, observations and relations of an import, in one transaction. What stands already is left alone, so doing it twice changes nothing.</summary>
public sealed record ImportBatch(IReadOnlyList<SourceItem> Items, ConflictPolicy OnConflict) : IGraphCommand<MergeCounts>
{
    private Claim[]? _claims;

    public Problem? Check(GraphLimits limits) => RequestCheck.Each("items", Items, (path, item) => Fault(path, item, limits));

    public WriteIntent Intent => new(WriteKind.Import, [.. Items.Select(Seen)]);

    public IGraphCommand<MergeCounts> Amended(ImmutableArray<MemoryItem> items) => new ImportBatch(
        [.. Items.Zip(items, (given, item) => given is ObservationItem observation
            ? observation with { Text = item.Text ?? observation.Text, Circumstances = item.On(observation.Circumstances) }
            : given)],
        OnConflict);

    /// <summary>Why one item cannot be kept; null when it can.</summary>
    public static Problem? Fault(SourceItem item, GraphLimits limits) => Fault("", item, limits);

    /// <summary>Analyses the texts, which takes as long as storing them.</summary>
    public void Prepare()
    {
        var (analyzer, tokens, claims) = (new TextAnalyzer(), new TokenBuffer(), new Claim[Items.Count]);
        for (var i = 0; i < claims.Length; i++)
        {
            if (Items[i] is ObservationItem observation) { claims[i] = Claim.Of(observation.Text, analyzer, tokens); }
        }

        _claims = claims;
    }

    public Result<MergeCounts> Apply(IWorkspaceWrite write)
    {
        if (_claims is null) { Prepare(); }
        var counts = new int[3];
        for (var i = 0; i < Items.Count; i++)
        {
            var outcome = Items[i] switch
            {
                EntityItem entity => Declare(write, entity),
                ObservationItem { About: null, Memory: { } id } memory => new MemoryVersion(write, memory, _claims![i], OnConflict).Keep(id),
                ObservationItem observation => Observe(write, observation, _claims![i]),
                RelationItem relation => Relate(write, relation),
                _ => Outcome.Skipped,
            };
            counts[(int)outcome]++;
        }

        return new MergeCounts(counts[(int)Outcome.Created], counts[(int)Outcome.Updated], counts[(int)Outcome.Skipped]);
    }

    private static MemoryItem Seen(SourceItem item) => item switch
    {
        ObservationItem observation => MemoryItem.Of(observation.About, observation.EntityType, observation.Text, observation.Circumstances),
        RelationItem relation => MemoryItem.Of(relation.From, relation.Type, relation.To),
        EntityItem entity => new MemoryItem { Entity = entity.Name, EntityType = entity.Type },
        _ => new MemoryItem(),
    };

    private static Problem? Fault(string path, SourceItem item, GraphLimits limits)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        return item switch
        {
            EntityItem entity => RequestCheck.NameLength($"{prefix}name", entity.Name, limits) ?? RequestCheck.NameLength($"{prefix}type", entity.Type, limits),
            ObservationItem observation => RequestCheck.TextLength($"{prefix}text", observation.Text, limits)
                ?? RequestCheck.NameLength($"{prefix}about", observation.About ?? "", limits)
                ?? RequestCheck.NameLength($"{prefix}type", observation.EntityType ?? "", limits)
                ?? RequestCheck.Circumstances(path, observation.Circumstances, limits),
            RelationItem relation => RequestCheck.NameLength($"{prefix}from", relation.From, limits)
                ?? RequestCheck.NameLength($"{prefix}to", relation.To, limits)
                ?? RequestCheck.NameLength($"{prefix}type", relation.Type, limits)
                ?? RequestCheck.Unit($"{prefix}weight", relation.Weight)
                ?? RequestCheck.Circumstances(path, relation.Circumstances, limits),
            _ => null,
        };
    }

    private static Outcome Declare(IWorkspaceWrite write, EntityItem item)
    {
        if (EntityLookup.Find(write, item.Name) is { } known && (known.IsDeclared || !item.IsDeclared)) { return Outcome.Skipped; }
        if (item.IsDeclared) { WriteRules.Declared(write, item.Name, item.Type, item.HasGeneratedName); }
        else { WriteRules.End(write, item.Name); }
        return Outcome.Created;
    }

    private static Outcome Observe(IWorkspaceWrite write, ObservationItem item, Claim claim)
    {
        var subject = item.About is null
            ? WriteRules.Declared(write, Remember.NoteName(item.Text), item.EntityType ?? Entity.NoteType, hasGeneratedName: true)
            : WriteRules.Declared(write, item.About, item.EntityType ?? Remember.DefaultType);
        return WriteRules.Observe(write, subject, item.Text, claim, item.Circumstances, Repetition.OfAny).IsNew ? Outcome.Created : Outcome.Skipped;
    }

    /// <summary>The note of a memory may be named before it comes.</summary>
    private static Entity End(IWorkspaceWrite write, string name) =>
        write.FindEntity(name) ?? write.AddEntity(name, type: "", isDeclared: false, hasGeneratedName: MemoryId.IsNoteName(name));

    private static Outcome Relate(IWorkspaceWrite write, RelationItem item)
    {
        var (from, to) = (End(write, item.From), End(write, item.To));
        return WriteRules.Relate(write, from, to, item.Type, item.Weight, item.Circumstances, Repetition.OfAny).IsNew ? Outcome.Created : Outcome.Skipped;
    }
}
