using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Analytics.Parameters;

/// <summary>Reads the values of parameters from what a door was given, as text. Every fault is reported at once.</summary>
public sealed class ParameterReading
{
    private readonly SubjectGraph _subject;
    private readonly ImmutableDictionary<string, object>.Builder _values = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
    private readonly List<FieldProblem> _faults = [];
    private readonly List<string> _canonical = [];

    private ParameterReading(SubjectGraph subject) => _subject = subject;

    /// <param name="given">By name of the parameter; several texts for a list, one otherwise.</param>
    public static Result<ParameterValues> Read(
        IGraphAlgorithm algorithm, IReadOnlyDictionary<string, ImmutableArray<string>> given, SubjectGraph subject)
    {
        var reading = new ParameterReading(subject);
        var parameters = algorithm.Description.Parameters;
        foreach (var name in given.Keys.Where(name => parameters.All(parameter => parameter.Name != name))) { reading.Refuse(name, parameters); }
        foreach (var parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            reading.Take(parameter, given.TryGetValue(parameter.Name, out var texts) ? texts : null);
        }

        return reading._faults.Count == 0
            ? new ParameterValues(reading._values.ToImmutable(), string.Join('\n', reading._canonical))
            : AnalyticsProblems.Parameters.With($"The parameters of {algorithm.Name} do not fit.", [.. reading._faults]);
    }

    private void Refuse(string name, ImmutableArray<AlgorithmParameter> known)
    {
        var near = NearestNames.Of(name, known.Select(parameter => parameter.Name)).FirstOrDefault();
        var choices = known.IsEmpty ? "It has none." : $"It has {string.Join(", ", known.Select(parameter => parameter.Name))}.";
        _faults.Add(new FieldProblem(name, "is no parameter of this algorithm", near is null ? choices : $"Did you mean {near}? {choices}"));
    }

    private void Take(AlgorithmParameter parameter, ImmutableArray<string>? texts)
    {
        object? value = parameter switch
        {
            IntParameter number => One(texts) is { } text ? Int(number, text) : texts is null ? number.Default : Single(parameter),
            NumberParameter number => One(texts) is { } text ? Number(number, text) : texts is null ? number.Default : Single(parameter),
            FlagParameter flag => One(texts) is { } text ? Flag(flag, text) : texts is null ? flag.Default : Single(parameter),
            ChoiceParameter choice => One(texts) is { } text ? Choice(choice, text) : texts is null ? choice.Default : Single(parameter),
            NodesParameter nodes => Nodes(nodes, texts ?? []),
            WordsParameter words => Words(words, texts ?? []),
            _ => throw new InvalidOperationException($"No reading of {parameter.GetType().Name}."),
        };
        if (value is null) { return; }
        _values[parameter.Name] = value;
        _canonical.Add($"{parameter.Name}={Canonical(value)}");
    }

    private static string? One(ImmutableArray<string>? texts) => texts is { Length: 1 } one ? one[0] : null;

    private object? Single(AlgorithmParameter parameter) => Fault(parameter, "is one value", "Give it once.");

    private object? Int(IntParameter parameter, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= parameter.Min && value <= parameter.Max
            ? value
            : Fault(parameter, $"\"{text}\" is not in its range", $"A whole number from {parameter.Min} to {parameter.Max}, such as {parameter.Default}.");

    private object? Number(NumberParameter parameter, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= parameter.Min && value <= parameter.Max
            ? value
            : Fault(parameter, $"\"{text}\" is not in its range", FormattableString.Invariant($"A number from {parameter.Min} to {parameter.Max}, such as {parameter.Default}."));

    private object? Flag(FlagParameter parameter, string text) =>
        bool.TryParse(text, out var value) ? value : Fault(parameter, $"\"{text}\" is neither", "true or false.");

    private object? Choice(ChoiceParameter parameter, string text) =>
        parameter.Choices.Contains(text, StringComparer.Ordinal)
            ? text
            : Fault(parameter, $"\"{text}\" is none of its choices", $"One of {string.Join(", ", parameter.Choices)}.");

    private object? Nodes(NodesParameter parameter, ImmutableArray<string> names)
    {
        if (names.Length < parameter.CountMin || names.Length > parameter.CountMax)
        {
            return Fault(parameter, $"has {names.Length} nodes", $"From {parameter.CountMin} to {parameter.CountMax} names of nodes.");
        }

        var nodes = ImmutableArray.CreateBuilder<int>(names.Length);
        foreach (var name in names)
        {
            if (_subject.FindNode(name) is not { } node) { return Fault(parameter, $"\"{name}\" is no node of this graph", "Give the name of a node that the filters leave in."); }
            nodes.Add(node);
        }

        return nodes.ToImmutable();
    }

    private object? Words(WordsParameter parameter, ImmutableArray<string> words) =>
        words.Length <= parameter.CountMax ? words : Fault(parameter, $"has {words.Length} words", $"At most {parameter.CountMax}.");

    private object? Fault(AlgorithmParameter parameter, string error, string fix)
    {
        _faults.Add(new FieldProblem(parameter.Name, error, fix));
        return null;
    }

    // Lengths before words: no word can look like two.
    private static string Lengthened(IEnumerable<string> words) => string.Concat(words.Select(word => string.Create(CultureInfo.InvariantCulture, $"{word.Length}:{word}")));

    private string Canonical(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        ImmutableArray<int> nodes => Lengthened(nodes.Select(_subject.NodeName)),
        ImmutableArray<string> words => Lengthened(words),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
