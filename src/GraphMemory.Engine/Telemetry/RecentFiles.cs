using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Telemetry;

/// <summary>The files that were saved last in one session: what is saved soon after belongs together.</summary>
internal sealed class RecentFiles
{
    /// <summary>More would link whatever a long sitting touches with everything else.</summary>
    private const int CountMax = 6;

    /// <summary>How far back in the log a new batch looks: a single event must stay cheap in a workspace of any size.</summary>
    private const int LookBack = 256;

    private readonly LinkedList<long> _ids = [];

    public static RecentFiles Of(IWorkspaceRead read, long sessionId)
    {
        var recent = new RecentFiles();
        if (read.FindPredicate(TelemetryVocabulary.Saved) is not { } saved) { return recent; }
        var head = read.Workspace.HeadSeq;
        read.VisitFacts(Math.Max(0, head - LookBack), head, (in FactRow row) =>
        {
            if (row.SubjectId == sessionId && row.PredicateId == saved.Id) { recent.Before(row.ObjectId); }
        });
        return recent;
    }

    /// <summary>The other files saved before this one, which is the last from now on.</summary>
    public IReadOnlyList<long> Before(long fileId)
    {
        if (_ids.Last?.Value == fileId) { return []; }
        _ids.Remove(fileId);
        long[] others = [.. _ids];
        _ids.AddLast(fileId);
        if (_ids.Count > CountMax) { _ids.RemoveFirst(); }
        return others;
    }
}
