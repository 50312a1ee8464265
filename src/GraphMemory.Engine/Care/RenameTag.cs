using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>How many facts carry the new tag instead, and the revision that undoes it; null when none had the tag.</summary>
public sealed record RenamedTag(long? RevisionId, int Facts);

/// <summary>Gives every standing fact another tag in the place of one, as new versions. A tag that exists takes them in: so tags are merged.</summary>
public sealed record RenameTag(string From, string Into, int FactsMax = MergeEntities.FactsMaxDefault) : IGraphCommand<RenamedTag>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Name("from", From, limits)
        ?? RequestCheck.Circumstances("into", new Circumstances { Tags = [Into] }, limits)
        ?? (From == Into ? CareProblems.Invalid("into", "is the same tag", "name two different ones") : null);

    public Result<RenamedTag> Apply(IWorkspaceWrite write)
    {
        var ids = TagScan.FactsWith(write, From);
        if (ids.Count == 0) { return new RenamedTag(null, 0); }
        if (ids.Count > FactsMax)
        {
            return CareProblems.TooLarge.With($"{ids.Count} facts carry the tag {From}, and one renaming changes at most {FactsMax}.");
        }

        var (first, moves) = (write.Workspace.HeadSeq + 1, new FactMoves(write));
        foreach (var fact in ids.Select(id => write.Fact(id)!))
        {
            ImmutableArray<string> tags = [.. fact.Statement.Tags.Select(tag => tag == From ? Into : tag).Distinct(StringComparer.Ordinal)];
            moves.Move(fact, fact.Statement with { Tags = tags });
        }

        return new RenamedTag(write.AddRevision(RevisionKind.Retagging, first, 0, 0, $"{From} → {Into}").Id, ids.Count);
    }
}
