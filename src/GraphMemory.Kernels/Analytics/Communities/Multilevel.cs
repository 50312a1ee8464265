using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>What Louvain and Leiden share: memory for the steps, the levels on the way up, and the moves on the way back down.</summary>
internal sealed class Multilevel
{
    private readonly CommunityLevel _base;
    private readonly Crew _crew;
    private readonly double _gamma;
    private readonly LocalMoving _moving;
    private readonly Contraction _contraction;
    private readonly int[] _order;
    private readonly int[] _scratch;
    private readonly Stack<Step> _steps = new();
    private SplitMix _random;

    public Multilevel(StaticGraph graph, CommunityObjective objective, ulong seed, Crew crew)
    {
        _base = CommunityLevel.Base(graph, objective);
        _gamma = objective.PairPrice(_base.Masses.Sum());
        (_crew, _random) = (crew, new SplitMix(seed));
        _moving = new LocalMoving(graph.NodeCount, crew.WorkerCount);
        _contraction = new Contraction(graph.NodeCount, graph.Out.ArcCount, crew.WorkerCount);
        (_order, _scratch) = (new int[graph.NodeCount], new int[graph.NodeCount]);
        (Level, Labels) = (_base, new int[graph.NodeCount]);
        Numbering.Separate(Labels);
    }

    public CommunityLevel Level { get; private set; }

    /// <summary>Community of each node of <see cref="Level"/>.</summary>
    public int[] Labels { get; private set; }

    public double Gamma => _gamma;

    /// <summary>The order of the last <see cref="Move"/>.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Level.NodeCount);

    public ulong NextSeed() => _random.Next();

    /// <summary>Moves nodes, in an order drawn anew, until none gains.</summary>
    public bool Move()
    {
        var order = _order.AsSpan(0, Level.NodeCount);
        Numbering.Separate(order);
        _random.Shuffle(order);
        return _moving.Run(Level, Labels, order, _gamma, _crew);
    }

    /// <summary>Numbers communities from 0 and counts them.</summary>
    public int Renumber() => Numbering.ByFirstMember(Labels, _scratch.AsSpan(0, Labels.Length));

    public int Renumber(Span<int> labels) => Numbering.ByFirstMember(labels, _scratch.AsSpan(0, labels.Length));

    /// <summary>Goes up: each part becomes a node, in the community of its members.</summary>
    public void Ascend(int[] partOf, int partCount)
    {
        var labels = new int[partCount];
        for (var node = 0; node < partOf.Length; node++) { labels[partOf[node]] = Labels[node]; }
        var above = _contraction.Run(Level, partOf, partCount, Order, _crew);
        _steps.Push(new Step(Level, Labels, partOf));
        (Level, Labels) = (above, labels);
    }

    /// <summary>Goes down to the base. On each level nodes follow the part that they became, and move again where they gain (Rotta and Noack, 2011:
    /// what was decided for a whole part is put right for its members).</summary>
    public void Descend()
    {
        while (_steps.TryPop(out var step))
        {
            for (var node = 0; node < step.Labels.Length; node++) { step.Labels[node] = Labels[step.PartOf[node]]; }
            (Level, Labels) = (step.Level, step.Labels);
            Move();
        }
    }

    /// <summary>Moves until a look at every node moves none: the queue of one <see cref="Move"/> forgets nodes that a change of masses would let gain.</summary>
    public void Settle()
    {
        while (Move()) { }
    }

    private sealed record Step(CommunityLevel Level, int[] Labels, int[] PartOf);
}
