using System.Collections.Frozen;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Entities that became others, by id. Segments keep names and edges under the id they were built with; what that stands for now is looked up
/// here, so that a merge, and its undoing, costs no segment a rebuild.
/// </summary>
internal sealed class MergedEntities
{
    private readonly FrozenDictionary<int, int> _targets;
    private readonly FrozenDictionary<int, int[]> _sources;
    private readonly long[] _merges;

    private MergedEntities(Dictionary<int, int> targets, long[] merges)
    {
        _targets = targets.ToFrozenDictionary();
        _sources = targets.GroupBy(pair => pair.Value, pair => pair.Key).ToFrozenDictionary(group => group.Key, group => group.Order().ToArray());
        _merges = merges;
    }

    public static MergedEntities None { get; } = new([], []);

    public bool IsEmpty => _targets.Count == 0;

    /// <summary>What stands now; <paramref name="previous"/> when that has not changed.</summary>
    public static MergedEntities Of(IWorkspaceRead read, MergedEntities previous)
    {
        if (!read.HasMerges) { return None; }
        var merges = read.Merges();
        if (merges.Select(merge => merge.Id).SequenceEqual(previous._merges)) { return previous; }
        var targets = new Dictionary<int, int>();
        foreach (var merge in merges)
        {
            if (EntityLookup.Target(read, merge.SubjectId) is { } target) { targets[(int)merge.SubjectId] = (int)target.Id; }
        }

        return new MergedEntities(targets, [.. merges.Select(merge => merge.Id)]);
    }

    /// <summary>The entity that an id stands for.</summary>
    public int Target(int entity) => IsEmpty ? entity : _targets.GetValueOrDefault(entity, entity);

    /// <summary>Ids that stand for an entity besides its own.</summary>
    public ReadOnlySpan<int> Sources(int entity) => IsEmpty ? [] : _sources.GetValueOrDefault(entity);

    public bool IsSource(int entity) => _targets.ContainsKey(entity);
}
