namespace GraphMemory.Server.Bench.Vectors;

/// <summary>Normally distributed numbers (Box and Muller, 1958) from SplitMix64 (Steele, Lea and Flood, 2014); cheap to start, as many short rows need.</summary>
internal sealed class NormalNumbers(ulong seed)
{
    private ulong _state = seed * 0x9E37_79B9_7F4A_7C15;
    private float _kept;
    private bool _isKept;

    public float Next()
    {
        if (_isKept)
        {
            _isKept = false;
            return _kept;
        }

        var radius = MathF.Sqrt(-2 * MathF.Log(Uniform()));
        var (sin, cos) = MathF.SinCos(2 * MathF.PI * Uniform());
        (_kept, _isKept) = (radius * sin, true);
        return radius * cos;
    }

    public ulong NextBits()
    {
        var bits = _state += 0x9E37_79B9_7F4A_7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Above 0, at most 1.</summary>
    private float Uniform() => ((NextBits() >> 40) + 1) * (1f / (1 << 24));
}
