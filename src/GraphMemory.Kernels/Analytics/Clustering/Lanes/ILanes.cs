namespace GraphMemory.Kernels.Analytics.Clustering.Lanes;

/// <summary>Doubles that go through the same arithmetic side by side. A loop written once runs at every width of register, and with
/// <see cref="OneLane"/> as its plain twin. Nothing is added across lanes and nothing is fused, so every width gives the same bits.</summary>
public interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>1, 2, 4 or 8.</summary>
    static abstract int Count { get; }

    static abstract T All(double value);

    static abstract T Load(ref double start, nuint at);

    static abstract void Store(T lanes, ref double start, nuint at);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T Sqrt(T lanes);

    static abstract T Min(T left, T right);

    /// <summary>In each lane: one of two, by whether left is less than right.</summary>
    static abstract T IfLess(T left, T right, T then, T otherwise);
}
