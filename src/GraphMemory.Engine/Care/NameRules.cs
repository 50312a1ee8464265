using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Care;

/// <summary>Finds entities whose names say the same thing. Every rule blocks by a hash, so that its cost is that of sorting the names.</summary>
internal sealed class NameRules(NamedEntities entities, Action<int, int, DuplicateKind, double, string> found)
{
    /// <summary>A block of more names says nothing about any two of them.</summary>
    private const int AmbiguousFrom = 8;
    private const int AcronymLengthMin = 3;
    private const int AcronymLengthMax = 6;
    private const int PathStepsMax = 12;

    private readonly ContentTerms _terms = new();
    private readonly ulong[] _folded = new ulong[entities.Count];

    public void Run()
    {
        SameSpelling();
        SameWords();
        Acronyms();
        PathEnds();
        foreach (var (a, b) in entities.Recorded) { found(a, b, DuplicateKind.Alias, 0.95, "a relation says that they are one"); }
    }

    private void SameSpelling()
    {
        for (var place = 0; place < entities.Count; place++) { _folded[place] = Folded(entities[place].Name); }
        foreach (var block in Blocks(_folded))
        {
            foreach (var other in block.Skip(1))
            {
                found(block[0], other, DuplicateKind.Exact, IsOfOneType(block[0], other) ? 1 : 0.9, "the names differ in case, blanks or marks only");
            }
        }
    }

    /// <summary>Word forms ("order", "orders") and usual abbreviations ("config", "configuration"), by their stems.</summary>
    private void SameWords()
    {
        var stems = new ulong[entities.Count];
        for (var place = 0; place < stems.Length; place++)
        {
            var name = entities[place].Name;
            if (!IsOfWords(name)) { continue; }
            var words = _terms.Of(name, withStopWords: true);
            if (words.Length > 0) { stems[place] = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(words)); }
        }

        foreach (var block in Blocks(stems).Where(block => block.Count < AmbiguousFrom))
        {
            foreach (var other in block.Skip(1).Where(other => _folded[other] != _folded[block[0]] && IsOfOneType(block[0], other)))
            {
                // In code, a plural is often another thing than its singular.
                var isCode = IsIdentifier(entities[block[0]].Name) || IsIdentifier(entities[other].Name);
                found(block[0], other, DuplicateKind.Alias, isCode ? 0.7 : 0.85, "the names are forms of the same words");
            }
        }
    }

    private void Acronyms()
    {
        var byLetters = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var place = 0; place < entities.Count; place++)
        {
            var name = entities[place].Name;
            if (name.Length is < AcronymLengthMin or > AcronymLengthMax || !name.All(char.IsAsciiLetterUpper)) { continue; }
            if (!byLetters.TryGetValue(name, out var bearers)) { byLetters[name] = bearers = []; }
            bearers.Add(place);
        }

        if (byLetters.Count == 0) { return; }
        var spelled = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var place = 0; place < entities.Count; place++)
        {
            if (Initials(entities[place].Name) is not { } initials || !byLetters.ContainsKey(initials)) { continue; }
            if (!spelled.TryGetValue(initials, out var bearers)) { spelled[initials] = bearers = []; }
            bearers.Add(place);
        }

        foreach (var (letters, places) in spelled.Where(pair => pair.Value.Count == 1))
        {
            foreach (var acronym in byLetters[letters]) { found(places[0], acronym, DuplicateKind.Alias, 0.75, "one name is the acronym of the other"); }
        }
    }

    /// <summary>A path and the end of it, when that is the end of no other path.</summary>
    private void PathEnds()
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < entities.Count; place++)
        {
            if (IsPath(entities[place].Name)) { byName.TryAdd(entities[place].Name, place); }
        }

        var ends = new Dictionary<int, int>();
        foreach (var (name, place) in byName)
        {
            var at = name.IndexOf('/', StringComparison.Ordinal);
            for (var step = 0; at >= 0 && step < PathStepsMax; step++, at = name.IndexOf('/', at + 1))
            {
                if (!byName.TryGetValue(name[(at + 1)..], out var end)) { continue; }
                ends[end] = ends.ContainsKey(end) ? -1 : place;
            }
        }

        foreach (var (end, whole) in ends.Where(pair => pair.Value >= 0 && IsOfOneType(pair.Key, pair.Value)))
        {
            found(whole, end, DuplicateKind.Alias, 0.8, "one path is the end of the other");
        }
    }

    private bool IsOfOneType(int a, int b) =>
        entities[a].Type.Length == 0 || entities[b].Type.Length == 0
        || string.Equals(entities[a].Type, entities[b].Type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Places of equal keys, each block by rising place; 0 is no key.</summary>
    private static IEnumerable<List<int>> Blocks(ulong[] keys)
    {
        var (sorted, places) = ((ulong[])keys.Clone(), Enumerable.Range(0, keys.Length).ToArray());
        Array.Sort(sorted, places);
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) { to++; }
            if (to - from > 1 && sorted[from] != 0) { yield return [.. places[from..to].Order()]; }
        }
    }

    private static ulong Folded(string name)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(NameFolding.BytesMax(name.Length));
        var length = NameFolding.Fold(name, bytes);
        var hash = length == 0 ? 0 : XxHash3.HashToUInt64(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>Capitals of the first letters of three words or more.</summary>
    private static string? Initials(string name)
    {
        var words = name.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= AcronymLengthMin and <= AcronymLengthMax && words.All(word => char.IsAsciiLetter(word[0]))
            ? string.Concat(words.Select(word => char.ToUpperInvariant(word[0])))
            : null;
    }

    private static bool IsOfWords(string name) => name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-');

    private static bool IsIdentifier(string name) =>
        name.Contains('_', StringComparison.Ordinal) || (!name.Contains(' ', StringComparison.Ordinal) && name.Skip(1).Any(char.IsUpper));

    private static bool IsPath(string name) =>
        !name.Contains(' ', StringComparison.Ordinal) && (name.Contains('/', StringComparison.Ordinal) || name.LastIndexOf('.') > 0);
}
