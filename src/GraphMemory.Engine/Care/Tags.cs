using System.Collections.Immutable;
using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Care;

/// <summary>A tag and the standing facts that carry it.</summary>
public sealed record TagCount(string Tag, int Facts);

/// <summary>Two tags that are probably one.</summary>
/// <param name="Keep">The one on more facts.</param>
public sealed record NearTags(TagCount Keep, TagCount Rename, string Reason);

/// <summary>The tags of a memory, the most used first, and what might be put in order.</summary>
/// <param name="Untagged">Standing observations without any tag.</param>
public sealed record TagReport(ImmutableArray<TagCount> Tags, int TagsTotal, ImmutableArray<NearTags> Near, int Untagged, int Observations);

internal static class TagSearch
{
    /// <summary>In shorter words one letter makes another word.</summary>
    private const int TypoLengthMin = 5;

    public static TagReport Run(IWorkspaceRead read, int countMax)
    {
        var (counts, untagged, observations) = (new Dictionary<string, int>(StringComparer.Ordinal), 0, 0);
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq != 0 || row.Polarity == Polarity.Retracted) { return; }
            if (row.Kind == FactKind.Observation)
            {
                observations++;
                if (row.TagsUtf8.IsEmpty) { untagged++; }
            }

            foreach (var range in row.TagsUtf8.Split(TagScan.Separator))
            {
                if (row.TagsUtf8[range].IsEmpty) { continue; }
                var tag = Encoding.UTF8.GetString(row.TagsUtf8[range]);
                counts[tag] = counts.GetValueOrDefault(tag) + 1;
            }
        });
        ImmutableArray<TagCount> tags = [.. counts.Select(pair => new TagCount(pair.Key, pair.Value)).OrderByDescending(tag => tag.Facts).ThenBy(tag => tag.Tag, StringComparer.Ordinal)];
        return new TagReport([.. tags.Take(countMax)], tags.Length, [.. Near(tags).Take(countMax)], untagged, observations);
    }

    /// <summary>Pairs found by key: folded spelling, stem, and for a slip of one letter the spellings with one letter left out (Garbe, 2012).</summary>
    private static List<NearTags> Near(ImmutableArray<TagCount> tags)
    {
        var (pairs, terms) = (new Dictionary<(int, int), string>(), new ContentTerms());
        Group(tags, tag => [Spelling.Of(tag)], pairs, "they differ in case or marks");
        Group(tags, tag => [StemsOf(terms, tag)], pairs, "they are forms of one word");
        Group(tags, Deletions, pairs, "one letter apart", (a, b) => NearestNames.Distance(a, b) == 1 && ContentTerms.Numbers(a) == ContentTerms.Numbers(b));
        return [.. pairs.OrderBy(pair => pair.Key).Select(pair => new NearTags(tags[pair.Key.Item1], tags[pair.Key.Item2], pair.Value))];
    }

    private static void Group(
        ImmutableArray<TagCount> tags, Func<string, IEnumerable<string>> keysOf, Dictionary<(int, int), string> pairs, string reason, Func<string, string, bool>? check = null)
    {
        var first = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < tags.Length; i++)
        {
            foreach (var key in keysOf(tags[i].Tag).Where(key => key.Length > 0))
            {
                if (!first.TryGetValue(key, out var known)) { first[key] = known = []; }
                foreach (var other in known.Where(other => other != i && (check is null || check(tags[other].Tag, tags[i].Tag)))) { pairs.TryAdd((other, i), reason); }
                known.Add(i);
            }
        }
    }

    private static string StemsOf(ContentTerms terms, string tag) => string.Join(' ', terms.Of(tag, withStopWords: true).ToArray());

    private static IEnumerable<string> Deletions(string tag)
    {
        var folded = tag.ToLowerInvariant();
        return folded.Length < TypoLengthMin ? [] : Enumerable.Range(0, folded.Length).Select(i => folded.Remove(i, 1)).Append(folded).Distinct(StringComparer.Ordinal);
    }
}
