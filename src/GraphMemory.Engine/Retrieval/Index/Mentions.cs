using System.Runtime.InteropServices;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Names found in texts, and what they are worth as edges: a name that many texts hold ties them loosely. Weight =
/// (ln(1 + N/df) / ln(1 + N))² / bearers of the name, with N observations of which df name the entity.
/// </summary>
internal sealed class Mentions
{
    private readonly List<Mention> _found = [];
    private readonly Dictionary<int, int> _counts = [];

    /// <param name="bearers">Entities that share the name.</param>
    public void Add(long subjectId, long entityId, long factId, int bearers)
    {
        _found.Add(new Mention((int)subjectId, (int)entityId, (int)factId, bearers));
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, (int)entityId, out _)++;
    }

    public void AddTo(EdgeLists edges, IReadOnlyList<Segment> older, long observations)
    {
        var whole = Math.Log(1 + observations);
        var worth = new Dictionary<int, float>();
        foreach (var (entity, count) in _counts)
        {
            var share = Math.Log(1 + (observations / (double)(count + Known(older, entity)))) / whole;
            worth[entity] = (float)Math.Min(1, share * share);
        }

        foreach (var mention in _found)
        {
            edges.Add(mention.SubjectId, mention.EntityId, worth[mention.EntityId] / mention.Bearers, mention.FactId, EdgeLists.Mention);
        }
    }

    /// <summary>Mentions that tie an entity in older segments.</summary>
    private static int Known(IReadOnlyList<Segment> older, int entity)
    {
        var count = 0;
        foreach (var segment in older) { count += segment.Edges(entity).Predicates.Count(EdgeLists.Mention); }
        return count;
    }

    private readonly record struct Mention(int SubjectId, int EntityId, int FactId, int Bearers);
}
