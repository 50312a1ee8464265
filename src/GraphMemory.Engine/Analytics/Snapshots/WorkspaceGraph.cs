using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>What a workspace held at one position of its log, as nodes and typed edges. Immutable; every run at this position shares it.</summary>
public sealed class WorkspaceGraph
{
    private readonly Utf8Names _names;

    internal WorkspaceGraph(long workspaceId, long seq, Utf8Names names, ImmutableArray<long> entityIds, SubjectTypes types, ImmutableArray<string> tagNames, ImmutableArray<NodeTag> tags)
    {
        (WorkspaceId, Seq, _names, EntityIds, Types, TagNames, Tags) = (workspaceId, seq, names, entityIds, types, tagNames, tags);
        HasWeights = types.Edges.Any(edge => edge.Weight != 1);
    }

    public long WorkspaceId { get; }

    /// <summary>The last log position that counts.</summary>
    public long Seq { get; }

    public int NodeCount => _names.Count;

    /// <summary>Id of the entity that each node is, rising.</summary>
    public ImmutableArray<long> EntityIds { get; }

    /// <summary>Types and times of its nodes, and every relation that stood, parallel ones apart.</summary>
    public SubjectTypes Types { get; }

    public ImmutableArray<string> TagNames { get; }

    /// <summary>The tags of what is said of a node, in no given order, some more than once.</summary>
    public ImmutableArray<NodeTag> Tags { get; }

    /// <summary>Some relation has another weight than 1.</summary>
    public bool HasWeights { get; }

    public string Name(int node) => _names[node];

    public int? Find(string name) => _names.Find(name);
}

public readonly record struct NodeTag(int Node, int Tag);
