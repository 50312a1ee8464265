using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>What the index files of a workspace are worth.</summary>
/// <param name="Unreadable">Damaged, or of another layout.</param>
/// <param name="Foreign">Whole, but made from another history than that of the store.</param>
public sealed record IndexReport(int Files, IReadOnlyList<string> Unreadable, IReadOnlyList<string> Foreign);

/// <summary>Looks at the index files without using them. Nothing is lost when they are deleted.</summary>
public static class IndexCheck
{
    public static IndexReport Run(IWorkspaceRead read, string workspaceFolder)
    {
        string[] paths = Directory.Exists(workspaceFolder) ? [.. Directory.EnumerateFiles(workspaceFolder, "*" + SegmentFiles.Extension).Order(StringComparer.Ordinal)] : [];
        var (unreadable, foreign) = (new List<string>(), new List<string>());
        foreach (var path in paths)
        {
            if (SegmentData.TryMap(path) is not { } data) { unreadable.Add(path); }
            else if (!Fits(read, data)) { foreign.Add(path); }
            else { GC.KeepAlive(data); }
        }

        return new(paths.Length, unreadable, foreign);
    }

    private static bool Fits(IWorkspaceRead read, SegmentData data)
    {
        ref readonly var header = ref data.Header;
        var workspace = read.Workspace;
        if (header.WorkspaceId != workspace.Id || header.WorkspaceCreatedAtMs != workspace.CreatedAtMs || header.BuiltSeq > workspace.HeadSeq) { return false; }
        return header.ToSeq < workspace.LogStartSeq || (read.Log(header.ToSeq - 1, 1) is [var item] && item.AtMs == header.ToAtMs);
    }
}
