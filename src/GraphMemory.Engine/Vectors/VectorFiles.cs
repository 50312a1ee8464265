using System.Globalization;
using GraphMemory.Engine.Files;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Vectors;

/// <summary>
/// The vector files of one workspace under one model. They are caches, dear ones: a file that does not fit the store is ignored, one that
/// makes no sense is thrown away, and the texts are embedded again.
/// </summary>
internal sealed class VectorFiles(string folder, VectorModel model)
{
    public const string Extension = ".gmvec";
    private const string FolderPrefix = "vectors-";
    private const string ModelFile = "model";

    public string Folder => folder;

    public VectorModel Model => model;

    public static VectorFiles Of(string workspaceFolder, VectorModel model) => new(
        Path.Combine(workspaceFolder, string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{model.Fingerprint:x16}")), model);

    /// <summary>Every model that a workspace has files of.</summary>
    public static List<VectorFiles> In(string workspaceFolder)
    {
        var found = new List<VectorFiles>();
        foreach (var folder in FoldersIn(workspaceFolder))
        {
            if (Read(Path.Combine(folder, ModelFile)) is { } text && VectorModel.FromText(text) is { } model) { found.Add(new VectorFiles(folder, model)); }
        }

        return found;
    }

    /// <summary>Every folder of vectors, also one whose model cannot be told any more.</summary>
    public static IEnumerable<string> FoldersIn(string workspaceFolder) =>
        Directory.Exists(workspaceFolder) ? Directory.EnumerateDirectories(workspaceFolder, FolderPrefix + "*") : [];

    public static IEnumerable<string> PathsIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Extension) : [];

    /// <summary>Changes whenever there are other files, or other bytes in them.</summary>
    public string Signature()
    {
        try
        {
            return !Directory.Exists(folder) ? "" : string.Join('|', new DirectoryInfo(folder).EnumerateFiles("*" + Extension)
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal));
        }
        catch (IOException)
        {
            return "changing"; // a file went while it was looked at; the next look tells
        }
    }

    /// <summary>The fewest files that cover the log from its beginning without a gap, as far as files reach.</summary>
    public List<VectorSegment> Load(IWorkspaceRead read)
    {
        var chain = new List<VectorSegment>();
        var candidates = PathsIn(folder).Select(Range).Where(file => file.ToSeq > 0)
            .OrderBy(file => file.FromSeq).ThenByDescending(file => file.ToSeq).ThenByDescending(file => file.BuiltSeq).ToList();
        var covered = 0L;
        foreach (var file in candidates)
        {
            if (file.FromSeq != covered || VectorData.TryMap(file.Path) is not { } data || !Fits(read, in data.Header)) { continue; }
            chain.Add(new VectorSegment(data, file.Path));
            covered = data.Header.ToSeq;
        }

        return chain;
    }

    /// <summary>Writes a file and maps it; null when the folder cannot take it.</summary>
    public VectorSegment? Write(in VectorHeader head, Action<Stream> write)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{head.FromSeq}-{head.ToSeq}-{head.BuiltSeq}{Extension}"));
        var isWritten = CacheFile.TryWrite(Path.Combine(folder, ModelFile), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(model.ToText())))
            && CacheFile.TryWrite(path, write);
        return isWritten && VectorData.TryMap(path) is { } data ? new VectorSegment(data, path) : null;
    }

    /// <summary>Deletes the files that a chain does not use, half-written ones of killed writers too; only for who holds the right to write.</summary>
    public void DeleteAllBut(IEnumerable<VectorSegment> chain)
    {
        var used = chain.Select(segment => segment.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension + "*").Where(path => !used.Contains(path))) { CacheFile.TryDelete(path); }
    }

    /// <summary>Throws away everything of the model.</summary>
    public static void Delete(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder)) { CacheFile.TryDelete(path); }
        try { Directory.Delete(folder); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process writes there, or holds a file on a system that minds; what is left is found again and deleted then.
        }
    }

    /// <summary>Holds the right to write files of this model among all processes; null when another has it.</summary>
    public IDisposable? TryLock() => CacheFile.TryLock(folder);

    private bool Fits(IWorkspaceRead read, in VectorHeader header)
    {
        var workspace = read.Workspace;
        if (header.Fingerprint != model.Fingerprint || header.WorkspaceId != workspace.Id || header.WorkspaceCreatedAtMs != workspace.CreatedAtMs) { return false; }
        if (header.BuiltSeq > workspace.HeadSeq || header.ToSeq > workspace.HeadSeq) { return false; }
        return header.ToSeq < workspace.LogStartSeq || (read.Log(header.ToSeq - 1, 1) is [var item] && item.AtMs == header.ToAtMs);
    }

    private static string? Read(string path)
    {
        try { return File.ReadAllText(path); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // no vectors were written yet, or another process deletes the folder
        }
    }

    private static (string Path, long FromSeq, long ToSeq, long BuiltSeq) Range(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts.Length == 3 && long.TryParse(parts[0], out var from) && long.TryParse(parts[1], out var to) && long.TryParse(parts[2], out var built)
            ? (path, from, to, built)
            : (path, 0, 0, 0);
    }
}
