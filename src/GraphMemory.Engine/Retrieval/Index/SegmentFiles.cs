using System.Globalization;
using GraphMemory.Engine.Files;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// The segment files of one workspace. They are caches: any may be deleted at any time, and one that does not fit the store is ignored.
/// A file is written beside its name and renamed, so a reader sees all of it or nothing.
/// </summary>
internal sealed class SegmentFiles(string folder)
{
    public const string Extension = ".gmseg";

    /// <summary>The fewest files that cover the log from its beginning without a gap, as far as files reach.</summary>
    /// <param name="atMsOfSeq">When a position of the log was written; null when it was trimmed and cannot be compared any more.</param>
    public List<Segment> Load(long workspaceId, long workspaceCreatedAtMs, long headSeq, Func<long, long?> atMsOfSeq)
    {
        var chain = new List<Segment>();
        if (!Directory.Exists(folder)) { return chain; }
        var candidates = Directory.EnumerateFiles(folder, "*" + Extension).Select(Range).Where(file => file.ToSeq <= headSeq && file.ToSeq > 0)
            .OrderBy(file => file.FromSeq).ThenByDescending(file => file.ToSeq).ThenByDescending(file => file.BuiltSeq).ToList();
        var covered = 0L;
        foreach (var file in candidates)
        {
            if (file.FromSeq != covered || SegmentData.TryMap(file.Path) is not { } data) { continue; }
            ref readonly var header = ref data.Header;
            var fits = header.WorkspaceId == workspaceId && header.WorkspaceCreatedAtMs == workspaceCreatedAtMs
                && header.FromSeq == file.FromSeq && header.ToSeq == file.ToSeq && header.BuiltSeq <= headSeq && (atMsOfSeq(header.ToSeq) is not { } atMs || header.ToAtMs == atMs);
            if (!fits) { continue; }
            chain.Add(new Segment(data));
            covered = file.ToSeq;
        }

        return chain;
    }

    /// <summary>Writes a segment and maps it; null when the folder cannot take it, which costs speed at the next start and nothing else.</summary>
    public Segment? Write(SegmentLayout layout, long fromSeq, long toSeq, long builtSeq)
    {
        var path = Path.Combine(folder, Name(fromSeq, toSeq, builtSeq));
        return CacheFile.TryWrite(path, layout.WriteTo) && SegmentData.TryMap(path) is { } data ? new Segment(data) : null;
    }

    /// <summary>
    /// Deletes the files that a chain does not use, half-written ones of killed writers too; those who still map them keep their bytes. A
    /// writer at work loses its file to this at worst, and writes it again later: what was erased must not stay in either.
    /// </summary>
    public void DeleteAllBut(IEnumerable<Segment> chain)
    {
        if (!Directory.Exists(folder)) { return; }
        var used = chain.Where(segment => segment.IsMapped)
            .Select(segment => Name(segment.Header.FromSeq, segment.Header.ToSeq, segment.Header.BuiltSeq)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension + "*").Where(path => !used.Contains(Path.GetFileName(path)))) { CacheFile.TryDelete(path); }
    }

    /// <summary>Holds the right to write files of this workspace among all processes; null when another has it.</summary>
    public IDisposable? TryLock() => CacheFile.TryLock(folder);

    private static string Name(long fromSeq, long toSeq, long builtSeq) =>
        string.Create(CultureInfo.InvariantCulture, $"{fromSeq}-{toSeq}-{builtSeq}{Extension}");

    private static (string Path, long FromSeq, long ToSeq, long BuiltSeq) Range(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts.Length == 3 && long.TryParse(parts[0], out var from) && long.TryParse(parts[1], out var to) && long.TryParse(parts[2], out var built)
            ? (path, from, to, built)
            : (path, 0, 0, 0);
    }
}
