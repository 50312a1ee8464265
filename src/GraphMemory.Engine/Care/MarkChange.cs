using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>What is to change about a mark; null leaves a part as it is.</summary>
/// <param name="ExpiresAtMs">Unix milliseconds; <see cref="Never"/> takes the expiry away.</param>
public sealed record MarkChange(Tier? Tier = null, bool? IsPinned = null, long? ExpiresAtMs = null)
{
    public const long Never = long.MaxValue;

    public Mark On(Mark mark) => mark with
    {
        Tier = Tier ?? mark.Tier,
        IsPinned = IsPinned ?? mark.IsPinned,
        ExpiresAtMs = ExpiresAtMs is null ? mark.ExpiresAtMs : ExpiresAtMs == Never ? null : ExpiresAtMs,
    };
}

/// <summary>Marks standing facts by id and live entities by name, all or nothing. The reply holds the marks as they are now.</summary>
public sealed record SetMarks(IReadOnlyList<long> FactIds, IReadOnlyList<string> EntityNames, MarkChange Change) : IGraphCommand<ImmutableArray<Mark>>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Count("factIds", FactIds.Count + EntityNames.Count, limits)
        ?? (FactIds.Count + EntityNames.Count == 0 ? CareProblems.Invalid("names", "are missing", "name an entity, or give the id of a fact") : null);

    public Result<ImmutableArray<Mark>> Apply(IWorkspaceWrite write)
    {
        var marks = ImmutableArray.CreateBuilder<Mark>(FactIds.Count + EntityNames.Count);
        foreach (var id in FactIds)
        {
            if (write.Fact(id) is not { IsLive: true }) { return GraphProblems.MissingFact(id); }
            marks.Add(Set(write, Mark.None(id, isEntity: false)));
        }

        foreach (var name in EntityNames)
        {
            if (EntityLookup.Find(write, name) is not { } entity) { return GraphProblems.MissingEntity(name); }
            marks.Add(Set(write, Mark.None(entity.Id, isEntity: true)));
        }

        return marks.ToImmutable();
    }

    /// <summary>A mark that says what it said is no change.</summary>
    private Mark Set(IWorkspaceWrite write, Mark unmarked)
    {
        var before = write.Mark(unmarked.SubjectId) ?? unmarked;
        var after = Change.On(before);
        if (!after.Says(before)) { write.SetMark(after); }
        return after;
    }
}
