namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>Nodes by distance, nearest first: a heap of four children per node whose distances lie side by side, and may be lowered.</summary>
internal sealed class DistanceHeap(int nodeCount)
{
    private const int Children = 4;
    private readonly double[] _distances = new double[nodeCount];
    private readonly int[] _nodes = new int[nodeCount];
    private readonly int[] _places = CreatePlaces(nodeCount);
    private int _count;

    /// <summary>Puts in a node, or moves it up to a distance less than its last.</summary>
    public void Lower(int node, double distance)
    {
        var place = _places[node] < 0 ? _count++ : _places[node];
        while (place > 0 && (place - 1) / Children is var parent && _distances[parent] > distance)
        {
            Set(place, _nodes[parent], _distances[parent]);
            place = parent;
        }

        Set(place, node, distance);
    }

    public bool TryTake(out int nearest)
    {
        nearest = -1;
        if (_count == 0) { return false; }
        nearest = _nodes[0];
        _places[nearest] = -1;
        if (--_count > 0) { Sink(_nodes[_count], _distances[_count]); }
        return true;
    }

    private void Sink(int node, double distance)
    {
        var place = 0;
        while ((place * Children) + 1 is var first && first < _count)
        {
            var children = _distances.AsSpan(first, Math.Min(Children, _count - first));
            var least = 0;
            for (var child = 1; child < children.Length; child++) { least = children[child] < children[least] ? child : least; }
            if (children[least] >= distance) { break; }
            Set(place, _nodes[first + least], children[least]);
            place = first + least;
        }

        Set(place, node, distance);
    }

    private void Set(int place, int node, double distance) => (_distances[place], _nodes[place], _places[node]) = (distance, node, place);

    private static int[] CreatePlaces(int count)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        return places;
    }
}
