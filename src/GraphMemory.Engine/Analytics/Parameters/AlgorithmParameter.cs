using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics.Parameters;

/// <summary>A setting of an algorithm: its type, range and default. The same object is the key to its value.</summary>
/// <param name="Name">Lower camel case, unit last.</param>
/// <param name="Summary">One sentence.</param>
public abstract record AlgorithmParameter(string Name, string Summary);

/// <summary>A whole number in [Min, Max].</summary>
public sealed record IntParameter(string Name, string Summary, int Default, int Min, int Max) : AlgorithmParameter(Name, Summary);

/// <summary>A finite number in [Min, Max].</summary>
public sealed record NumberParameter(string Name, string Summary, double Default, double Min, double Max) : AlgorithmParameter(Name, Summary);

public sealed record FlagParameter(string Name, string Summary, bool Default) : AlgorithmParameter(Name, Summary);

/// <summary>One of a few words.</summary>
public sealed record ChoiceParameter(string Name, string Summary, string Default, params ImmutableArray<string> Choices) : AlgorithmParameter(Name, Summary);

/// <summary>Nodes, given by name.</summary>
/// <param name="CountMin">0 when they may be left out.</param>
public sealed record NodesParameter(string Name, string Summary, int CountMin, int CountMax) : AlgorithmParameter(Name, Summary);

/// <summary>Words, such as relation types.</summary>
public sealed record WordsParameter(string Name, string Summary, int CountMax) : AlgorithmParameter(Name, Summary);
