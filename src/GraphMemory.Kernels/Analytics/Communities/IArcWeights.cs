namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>The weight of an arc, so that a loop over a graph without weights reads none: a type argument, resolved when compiled.</summary>
internal interface IArcWeights
{
    static abstract float At(ReadOnlySpan<float> row, int arc);
}

internal readonly struct UnitWeights : IArcWeights
{
    public static float At(ReadOnlySpan<float> row, int arc) => 1;
}

internal readonly struct GivenWeights : IArcWeights
{
    public static float At(ReadOnlySpan<float> row, int arc) => row[arc];
}
