using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics.Parameters;

/// <summary>A value for every parameter of an algorithm, in range. Made by <see cref="ParameterReading"/>.</summary>
public sealed class ParameterValues
{
    private readonly ImmutableDictionary<string, object> _values;

    internal ParameterValues(ImmutableDictionary<string, object> values, string canonical) => (_values, Canonical) = (values, canonical);

    /// <summary>The same text for the same values, however they were given: part of a cache key.</summary>
    public string Canonical { get; }

    public int this[IntParameter parameter] => (int)_values[parameter.Name];

    public double this[NumberParameter parameter] => (double)_values[parameter.Name];

    public bool this[FlagParameter parameter] => (bool)_values[parameter.Name];

    public string this[ChoiceParameter parameter] => (string)_values[parameter.Name];

    /// <summary>Node numbers, in the order given.</summary>
    public ImmutableArray<int> this[NodesParameter parameter] => (ImmutableArray<int>)_values[parameter.Name];

    public ImmutableArray<string> this[WordsParameter parameter] => (ImmutableArray<string>)_values[parameter.Name];
}
