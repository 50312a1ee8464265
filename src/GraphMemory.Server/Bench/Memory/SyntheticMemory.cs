using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>
/// A made-up memory of a code base, the same for the same seed: symbols, files and topics with observations in everyday skew, typed
/// relations that prefer what is already well connected, written in sessions.
/// </summary>
internal sealed class SyntheticMemory(int seed)
{
    private const int EntitiesPerSession = 50;
    private const int SampledTextsMax = 4_000;

    private static readonly string[] RelationTypes = ["uses", "calls", "tests", "part_of", "depends_on", "documented_in", "owned_by", "fixed_by"];

    private readonly Random _random = new(seed);
    private readonly ZipfWords _words = new(new Random(seed));
    private readonly List<string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<int> _ends = [];
    private readonly List<(string Name, string Text)> _sample = [];
    private readonly StringBuilder _text = new();
    private long _textsSeen;

    /// <summary>The next entities with everything stated about them.</summary>
    public (List<NewObservation> Observations, List<NewLink> Links) Next(int entityCount)
    {
        var (observations, links) = (new List<NewObservation>(), new List<NewLink>());
        for (var i = 0; i < entityCount; i++)
        {
            var (name, type) = Name();
            _names.Add(name);
            var circumstances = Circumstances.Default with { Provenance = new Provenance(Client: "bench", Session: $"session-{_names.Count / EntitiesPerSession}") };
            for (var left = ObservationCount(); left > 0; left--) { observations.Add(new(Text(name), name, type, circumstances)); }
            for (var left = RelationCount(); left > 0 && _names.Count > 1; left--) { links.Add(Relation(circumstances)); }
        }

        return (observations, links);
    }

    /// <summary>One more observation of an entity that exists, for single writes.</summary>
    public NewObservation One() => new(Text(_names[_random.Next(_names.Count)]), _names[_random.Next(_names.Count)], null, Circumstances.Default);

    /// <summary>Different questions of two to eight words, in the words and names that the memory really holds.</summary>
    public List<string> Questions(int count)
    {
        var questions = new HashSet<string>(StringComparer.Ordinal);
        for (var tries = 0; questions.Count < count && tries < 100 * count; tries++)
        {
            var (name, text) = _sample[_random.Next(_sample.Count)];
            var words = text.Split(' ').Select(word => word.Trim('.', ',')).ToArray();
            _random.Shuffle(words);
            questions.Add(_random.Next(4) == 0
                ? string.Join(' ', words.Take(_random.Next(1, 4)).Prepend(name))
                : string.Join(' ', words.Take(_random.Next(2, 9))));
        }

        return [.. questions];
    }

    private (string Name, string Type) Name()
    {
        while (true)
        {
            var (name, type) = _random.Next(3) switch
            {
                0 => (Camel(_random.Next(2, 4)), "symbol"),
                1 => ($"src/{_words.Any(_random)}/{Camel(2)}.cs", "file"),
                _ => ($"{_words.Any(_random)} {_words.Any(_random)}", "topic"),
            };
            if (_taken.Add(name)) { return (name, type); }
        }
    }

    private string Camel(int wordCount)
    {
        var name = "";
        for (; wordCount > 0; wordCount--)
        {
            var word = _words.Any(_random);
            name += char.ToUpperInvariant(word[0]) + word[1..];
        }

        return name;
    }

    private string Text(string about)
    {
        _text.Clear();
        for (var left = _random.Next(8, 31); left > 0; left--)
        {
            if (_text.Length > 0) { _text.Append(_random.Next(12) == 0 ? ", " : " "); }
            _text.Append(_random.Next(60) switch
            {
                0 => _names[_random.Next(_names.Count)],
                1 => Camel(2),
                _ => _words.Common(_random),
            });
        }

        var text = _text.Append('.').ToString();
        Sample(about, text);
        return text;
    }

    /// <summary>Every text has the same chance to be asked for (Vitter, 1985, algorithm R).</summary>
    private void Sample(string name, string text)
    {
        if (_sample.Count < SampledTextsMax) { _sample.Add((name, text)); }
        else if (_random.NextInt64(_textsSeen + 1) is var place && place < SampledTextsMax) { _sample[(int)place] = (name, text); }
        _textsSeen++;
    }

    private NewLink Relation(Circumstances circumstances)
    {
        var from = _names.Count - 1;
        var to = _ends.Count > 0 && _random.Next(10) < 7 ? _ends[_random.Next(_ends.Count)] : _random.Next(from);
        if (to == from) { to = from - 1; }
        _ends.Add(from);
        _ends.Add(to);
        return new(_names[from], _names[to], RelationTypes[_random.Next(RelationTypes.Length)], Weight: 1, circumstances);
    }

    /// <summary>Mean 1.5, and one in thirty has many.</summary>
    private int ObservationCount() => _random.Next(100) switch { < 75 => 1, < 90 => 2, < 97 => 3, _ => _random.Next(4, 13) };

    /// <summary>Mean 1.5.</summary>
    private int RelationCount() => _random.Next(100) switch { < 25 => 0, < 60 => 1, < 80 => 2, < 95 => 3, _ => _random.Next(4, 9) };
}
