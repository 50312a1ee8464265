namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>Nodes by distance, nearest first: a heap of four children per node, which lies in one line of the cache, where distances may be lowered.</summary>
internal sealed class DistanceHeap(int nodeCount)
{
    private const int Children = 4;
    private readonly int[] _nodes = new int[nodeCount];
    private readonly int[] _places = CreatePlaces(nodeCount);
    private int _count;

    /// <summary>Puts in a node, or moves it up after its distance was lowered.</summary>
    public void Lower(int node, ReadOnlySpan<double> distances)
    {
        var place = _places[node] < 0 ? _count++ : _places[node];
        for (; place > 0 && distances[_nodes[(place - 1) / Children]] > distances[node]; place = (place - 1) / Children)
        {
            Set(place, _nodes[(place - 1) / Children]);
        }

        Set(place, node);
    }

    public bool TryTake(ReadOnlySpan<double> distances, out int nearest)
    {
        nearest = -1;
        if (_count == 0) { return false; }
        nearest = _nodes[0];
        _places[nearest] = -1;
        if (--_count > 0) { Sink(_nodes[_count], distances); }
        return true;
    }

    private void Sink(int node, ReadOnlySpan<double> distances)
    {
        var place = 0;
        while ((place * Children) + 1 is var first && first < _count)
        {
            var least = first;
            for (var child = first + 1; child < Math.Min(first + Children, _count); child++)
            {
                if (distances[_nodes[child]] < distances[_nodes[least]]) { least = child; }
            }

            if (distances[_nodes[least]] >= distances[node]) { break; }
            Set(place, _nodes[least]);
            place = least;
        }

        Set(place, node);
    }

    private void Set(int place, int node) => (_nodes[place], _places[node]) = (node, place);

    private static int[] CreatePlaces(int count)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        return places;
    }
}
