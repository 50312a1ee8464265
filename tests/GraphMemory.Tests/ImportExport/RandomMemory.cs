using System.Collections.Immutable;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Tests.ImportExport;

/// <summary>Memories with everything that makes formats stumble: odd names, line breaks, markup, denials, open and closed times.</summary>
internal static class RandomMemory
{
    private static readonly string[] Pieces =
    [
        "plain", "Ünï-çødé", "日本語", "🧠 brain", "two\nlines", "\r\ncarriage", " leading", "trailing ", "#tag", "[[Link]]", "[key:: value]", "a|b", "\"quoted\"",
        "back\\slash", "- item", "## heading", "---", "C:\\dir\\file", "tab\there", "a,b;c", "=1+1", "</node>&amp;", "%%comment%%", "", "it does not work",
        "\u0001", "ends (context)", "[decision] use it", "key:: [[Other]]", "null", "'", "`code`", "...", "CON", "name.md", "a/b", "x:y", "*", "~", "\n", "\n\nblank",
    ];

    private static readonly Gen<string> Text = OneOf(Pieces).Array[1, 4].Select(parts => string.Join(' ', parts));

    private static readonly Gen<string> Name = Gen.OneOf(
        OneOf("Anna", "anna", "parser", "Parser", "Lexer", "a/b", "a\\b", "CON", "nul.txt", ".hidden", "dot.", "sp ", "ünï", "日本", "x:y*?", "x^y|z", "[b]", "#1", "", "_index"),
        OneOf(Pieces));

    private static readonly Gen<string> Word = OneOf("owns", "depends_on", "is part of", "größer", "observation", "a::b", "links to [[x]]", "tags", "");

    private static readonly Gen<long> Bound = Gen.OneOf(Gen.Const(0L), Gen.Long[-62_000_000_000_000, 253_000_000_000_000], OneOf(long.MinValue + 5, long.MaxValue - 5));

    private static readonly Gen<ValidTime> Valid = Gen.OneOf(
        Gen.Const(ValidTime.Always),
        Gen.Select(Bound, Bound, (a, b) => a == b ? ValidTime.Always : new ValidTime(Math.Min(a, b), Math.Max(a, b))),
        Bound.Select(from => new ValidTime(from, ValidTime.Open)),
        Bound.Select(to => new ValidTime(ValidTime.Beginning, to)));

    private static readonly Gen<string> Tag = OneOf("team", "a b", "über", "x/y", "#odd", "12", "a,b", "semi;colon", "[t]", "\"q\"", "a::b", "]");

    private static readonly Gen<string?> Part = Gen.OneOf(Gen.Const((string?)null), OneOf<string?>("cli", "src/a b.cs", "https://x.y/?q=1&r=[2]", "über", "s:1"));

    private static readonly Gen<Provenance> Source = Gen.OneOf(
        Gen.Const(Provenance.None),
        Gen.Select(Part, Part, Part, Part, Part).Select(p => new Provenance(p.Item1, p.Item2, Tool: null, p.Item3, p.Item4, Commit: null, p.Item5)));

    private static readonly Gen<Circumstances> Around = Gen.Select(
        OneOf(Polarity.Affirmed, Polarity.Affirmed, Polarity.Denied, Polarity.Retracted), Valid,
        OneOf(1f, 1f, 0.5f, 0.1f, 0f, 0.33333334f), Tag.Array[0, 3], Gen.Select(OneOf("k", "a b", "source_id", "ü=", "x:y"), Text).Array[0, 2], Source)
        .Select(c => new Circumstances
        {
            Polarity = c.Item1, Valid = c.Item2, Confidence = c.Item3, Tags = [.. c.Item4.Distinct()],
            Metadata = c.Item5.DistinctBy(pair => pair.Item1).ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal), Provenance = c.Item6,
        });

    private static readonly Gen<SourceItem> Item = Gen.OneOf<SourceItem>(
        Gen.Select(Name, OneOf("person", "type with: colon", "日本", "", "note"), OneOf(0, 0, 1, 2),
            (name, type, kind) => (SourceItem)new EntityItem(default, name, kind == 1 ? "" : type, kind != 1, kind == 2)),
        Gen.Select(Name, Text, Around, (name, text, around) => (SourceItem)new ObservationItem(default, text, around) { About = name }),
        Gen.Select(Name, Name, Word, OneOf(1f, 0.25f), Around,
            (from, to, type, weight, around) => (SourceItem)new RelationItem(default, from, to, type, around) { Weight = weight }));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<SourceItem[]> Items { get; } = Item.Array[0, 25];
}
