namespace GraphMemory.Kernels.Graph;

/// <summary>Bounds of a <see cref="ForwardPush"/>.</summary>
/// <param name="Damping">Probability that the walk goes on at each step, 0 to below 1.</param>
/// <param name="Epsilon">A node is pushed while its residual is at least this times its weighted degree.</param>
/// <param name="PushesMax">Pushes after which the estimate is taken as it is.</param>
/// <param name="EdgesMax">Edges followed after which no further push begins.</param>
public readonly record struct PushParameters(double Damping, double Epsilon, int PushesMax, long EdgesMax)
{
    public static PushParameters Default { get; } = new(Damping: 0.85, Epsilon: 1e-5, PushesMax: 100_000, EdgesMax: 1_000_000);
}

/// <summary>Where the walk starts.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Mass">Share of the starts, positive; the masses need not sum to 1.</param>
public readonly record struct PushSeed(int Node, double Mass);

/// <summary>A node's share of the walk's ends.</summary>
public readonly record struct NodeScore(int Node, double Score);

/// <summary>What a push did.</summary>
/// <param name="Pushes">Nodes pushed, repetitions counted.</param>
/// <param name="Edges">Edges followed.</param>
/// <param name="IsComplete">No residual is above its bound; false when a maximum stopped the push.</param>
public readonly record struct PushOutcome(int Pushes, long Edges, bool IsComplete);
