using SharpFuzz.Common;

namespace GraphMemory.Fuzz;

/// <summary>
/// Which branches an input took, and how often, in the manner of AFL (Zalewski, 2014): instrumented assemblies count edges into a map of
/// 64 KB, and a run is interesting when an edge reached a power of two that it never reached before. Without instrumentation the map
/// stays empty and nothing is interesting: the fuzzer then mutates its seeds blindly.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int MapBytes = 1 << 16;

    private readonly byte[] _map = GC.AllocateArray<byte>(MapBytes, pinned: true);
    private readonly byte[] _reached = new byte[MapBytes];

    public Coverage()
    {
        fixed (byte* map = _map) { Trace.SharedMem = map; }
    }

    /// <summary>Edges that any input has taken.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets what earlier targets reached.</summary>
    public void Restart()
    {
        Array.Clear(_reached);
        Edges = 0;
    }

    public void Clear()
    {
        Array.Clear(_map);
        Trace.PrevLocation = 0;
    }

    /// <summary>True when the input since <see cref="Clear"/> went somewhere new; remembers that it did.</summary>
    public bool TakeNew()
    {
        var isNew = false;
        for (var i = 0; i < MapBytes; i++)
        {
            if (_map[i] == 0) { continue; }
            var bucket = (byte)(1 << int.Log2(_map[i]));
            if ((_reached[i] & bucket) != 0) { continue; }
            if (_reached[i] == 0) { Edges++; }
            _reached[i] |= bucket;
            isNew = true;
        }

        return isNew;
    }
}
