namespace GraphMemory.Engine.Graph;

/// <summary>Whom a name stands for, when its bearer may have been merged into another entity.</summary>
public static class EntityLookup
{
    /// <summary>Merges of merges that are followed; a longer chain is a defect of the data.</summary>
    private const int ChainMax = 64;

    /// <summary>The live entity of this name, or the one that its bearer was merged into.</summary>
    public static Entity? Find(IWorkspaceRead read, string name) => read.FindEntity(name) ?? FindMerged(read, name);

    /// <summary>Every entity that ever bore this name, and those of the name that it stands for now.</summary>
    public static IReadOnlyList<Entity> Versions(IWorkspaceRead read, string name)
    {
        var versions = read.EntitiesNamed(name);
        return versions.Any(entity => entity.IsLive) || FindMerged(read, name) is not { } target
            ? versions
            : [.. versions.Concat(read.EntitiesNamed(target.Name)).OrderBy(entity => entity.Id)];
    }

    /// <summary>The live entity that a closed one became; null when it was not merged, or what it became was closed.</summary>
    public static Entity? Target(IWorkspaceRead read, long entityId)
    {
        for (var step = 0; step < ChainMax && read.MergeOf(entityId) is { } merge; step++)
        {
            if (read.Entity(merge.ObjectId) is { IsLive: true } target) { return target; }
            entityId = merge.ObjectId;
        }

        return null;
    }

    private static Entity? FindMerged(IWorkspaceRead read, string name) =>
        read.HasMerges ? read.EntitiesNamed(name).Reverse().Select(entity => Target(read, entity.Id)).FirstOrDefault(target => target is not null) : null;
}
