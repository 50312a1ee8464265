using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Care;

/// <summary>Reads tags where they lie in the rows.</summary>
internal static class TagScan
{
    public const byte Separator = 0x1F;

    /// <summary>Standing facts that carry a tag, by rising id.</summary>
    public static List<long> FactsWith(IWorkspaceRead read, string tag)
    {
        var (wanted, ids) = (Encoding.UTF8.GetBytes(tag), new List<long>());
        read.VisitFacts(0, read.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.SupersededSeq == 0 && Holds(row.TagsUtf8, wanted)) { ids.Add(row.Id); }
        });
        return ids;
    }

    public static bool Holds(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> wanted)
    {
        foreach (var range in tags.Split(Separator))
        {
            if (tags[range].SequenceEqual(wanted)) { return true; }
        }

        return false;
    }
}
