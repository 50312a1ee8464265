using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>
/// What a person may be typing: the names and types of live entities and the tags of standing facts, in alphabetical order. Made when it is
/// first asked for, then only extended by what was written since. Thread-safe.
/// </summary>
public sealed class NameDirectory(IGraphStore store)
{
    public const int SuggestionsMax = 100;

    private readonly ConcurrentDictionary<long, Words> _byWorkspace = new();

    /// <summary>The first words that begin so, in any case, and how many do.</summary>
    public Suggestions Beginning(long workspaceId, WordKind kind, string beginning)
    {
        var words = Current(workspaceId).Of(kind);
        var first = LowerBound(words, beginning, static (word, start) => StringComparer.OrdinalIgnoreCase.Compare(word, start) < 0);
        var end = first + LowerBound(words.AsSpan()[first..], beginning, static (word, start) => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        return new Suggestions(words[first..Math.Min(end, first + SuggestionsMax)], end - first);
    }

    private Words Current(long workspaceId)
    {
        var known = _byWorkspace.GetValueOrDefault(workspaceId, Words.None);
        var current = store.Read(workspaceId, read => Followed(read, known));
        if (current != known) { _byWorkspace[workspaceId] = current; }
        return current;
    }

    private static Words Followed(IWorkspaceRead read, Words known)
    {
        var head = read.Workspace.HeadSeq;
        if (head == known.Seq) { return known; }

        // What was closed may be a word's last use, which only a new count tells.
        return OnlyGrew(read, known.Seq) ? new WordCollection(read, known).Until(head) : new WordCollection(read, Words.None).Until(head);
    }

    private static bool OnlyGrew(IWorkspaceRead read, long afterSeq)
    {
        const int eventsMax = 10_000;
        if (afterSeq == 0 || afterSeq < read.Workspace.LogStartSeq - 1 || read.Workspace.HeadSeq - afterSeq > eventsMax) { return false; }
        return read.Log(afterSeq, eventsMax).All(item => item.Kind switch
        {
            LogEventKind.EntityNamed or LogEventKind.EntityDeclared => item.SubjectId > afterSeq,
            LogEventKind.FactRecorded or LogEventKind.ConflictResolved or LogEventKind.PredicateDeclared => true,
            _ => false,
        });
    }

    private static int LowerBound(ReadOnlySpan<string> words, string beginning, Func<string, string, bool> isBefore)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (isBefore(words[middle], beginning)) { low = middle + 1; } else { high = middle; }
        }

        return low;
    }

    private static int LowerBound(ImmutableArray<string> words, string beginning, Func<string, string, bool> isBefore) =>
        LowerBound(words.AsSpan(), beginning, isBefore);

    private sealed record Words(long Seq, ImmutableArray<string> Names, ImmutableArray<string> Types, ImmutableArray<string> Tags)
    {
        public static readonly Words None = new(0, [], [], []);

        public ImmutableArray<string> Of(WordKind kind) => kind switch { WordKind.Name => Names, WordKind.Type => Types, _ => Tags };
    }

    private sealed class WordCollection(IWorkspaceRead read, Words known)
    {
        private static readonly StringComparer Order = StringComparer.OrdinalIgnoreCase;

        private readonly HashSet<string> _names = new(known.Names, StringComparer.Ordinal);
        private readonly HashSet<string> _types = new(known.Types, StringComparer.Ordinal);
        private readonly HashSet<string> _tags = new(known.Tags, StringComparer.Ordinal);

        public Words Until(long head)
        {
            read.VisitEntities(known.Seq, head, AddEntity);
            read.VisitFacts(known.Seq, head, AddTags);
            return new Words(head, Sorted(_names), Sorted(_types), Sorted(_tags));
        }

        private void AddEntity(in EntityRow row)
        {
            if (row.DeletedSeq != 0 || row.HasGeneratedName) { return; }
            _names.Add(Encoding.UTF8.GetString(row.NameUtf8));
            if (!row.TypeUtf8.IsEmpty) { _types.Add(Encoding.UTF8.GetString(row.TypeUtf8)); }
        }

        private void AddTags(in FactRow row)
        {
            if (row.SupersededSeq != 0 || row.TagsUtf8.IsEmpty) { return; }
            foreach (var tag in Encoding.UTF8.GetString(row.TagsUtf8).Split('\u001f')) { _tags.Add(tag); }
        }

        private static ImmutableArray<string> Sorted(HashSet<string> words) => [.. words.Order(Order).ThenBy(word => word, StringComparer.Ordinal)];
    }
}

public enum WordKind
{
    Name,
    Type,
    Tag,
}

/// <param name="Words">At most <see cref="NameDirectory.SuggestionsMax"/>.</param>
/// <param name="Total">How many there are.</param>
public sealed record Suggestions(ImmutableArray<string> Words, int Total);
