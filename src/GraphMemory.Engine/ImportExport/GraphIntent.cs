using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What bringing in a list of entities and relations is about to do.</summary>
internal static class GraphIntent
{
    public static WriteIntent Of(IEnumerable<NewEntity> entities, IEnumerable<RelationKey> relations) => new(WriteKind.Import,
    [
        .. entities.SelectMany(entity => entity.Observations.Select(text => new MemoryItem { Entity = entity.Name, EntityType = entity.Type, Text = text })),
        .. relations.Select(relation => MemoryItem.Of(relation.From, relation.Type, relation.To)),
    ]);
}
