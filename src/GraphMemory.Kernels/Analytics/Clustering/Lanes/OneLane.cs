using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Analytics.Clustering.Lanes;

/// <summary>A single number: the plain loop that the wide ones are held against.</summary>
public readonly struct OneLane(double value) : ILanes<OneLane>
{
    private readonly double _value = value;

    public static int Count => 1;

    public static OneLane All(double value) => new(value);

    public static OneLane Load(ref double start, nuint at) => new(Unsafe.Add(ref start, at));

    public static void Store(OneLane lanes, ref double start, nuint at) => Unsafe.Add(ref start, at) = lanes._value;

    public static OneLane operator +(OneLane left, OneLane right) => new(left._value + right._value);

    public static OneLane operator -(OneLane left, OneLane right) => new(left._value - right._value);

    public static OneLane operator *(OneLane left, OneLane right) => new(left._value * right._value);

    public static OneLane operator /(OneLane left, OneLane right) => new(left._value / right._value);

    public static OneLane Sqrt(OneLane lanes) => new(Math.Sqrt(lanes._value));

    public static OneLane Min(OneLane left, OneLane right) => new(Math.Min(left._value, right._value));

    public static OneLane IfLess(OneLane left, OneLane right, OneLane then, OneLane otherwise) => left._value < right._value ? then : otherwise;
}
