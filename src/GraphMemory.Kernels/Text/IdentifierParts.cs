namespace GraphMemory.Kernels.Text;

/// <summary>Cuts one identifier into its parts: at underscores, between letters and digits, before the capital of camelCase, and before
/// the last capital of an acronym that a word follows (<c>HTTPServer</c>). A plural acronym (<c>URLs</c>) stays in one part.</summary>
internal ref struct IdentifierParts(ReadOnlySpan<char> identifier)
{
    private readonly ReadOnlySpan<char> _identifier = identifier;

    public int Start { get; private set; }

    public int End { get; private set; }

    public bool MoveNext()
    {
        Start = AfterUnderscores(End);
        if (Start == _identifier.Length) { return false; }
        End = EndOfPart(Start);
        return true;
    }

    private readonly int AfterUnderscores(int at)
    {
        while (at < _identifier.Length && RuneClasses.At(_identifier, at, out var length) == RuneClass.Underscore) { at += length; }
        return at;
    }

    private readonly int EndOfPart(int start)
    {
        var previous = RuneClasses.At(_identifier, start, out var length);
        var previousStart = start;
        var capitals = previous == RuneClass.Upper ? 1 : 0;
        for (var at = start + length; at < _identifier.Length; at += length)
        {
            var current = RuneClasses.At(_identifier, at, out length);
            if (current == RuneClass.Mark) { continue; }
            if (Splits(previous, current)) { return at; }
            if (capitals > 1 && current == RuneClass.Lower && !IsPlural(at)) { return previousStart; }
            capitals = current == RuneClass.Upper ? capitals + 1 : 0;
            (previous, previousStart) = (current, at);
        }
        return _identifier.Length;
    }

    private static bool Splits(RuneClass previous, RuneClass current) =>
        current == RuneClass.Underscore
        || (previous == RuneClass.Digit) != (current == RuneClass.Digit)
        || (previous == RuneClass.Lower && current == RuneClass.Upper);

    private readonly bool IsPlural(int at) =>
        _identifier[at] == 's' && (at + 1 == _identifier.Length || RuneClasses.At(_identifier, at + 1, out _) != RuneClass.Lower);
}
