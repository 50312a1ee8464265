using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Care;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The store: does it open, is it whole, does it keep up.</summary>
internal static class StoreChecks
{
    private const string RestoreFix = "graphmemory restore BACKUP (the damaged database is kept aside)";
    private const string ClockFix = "Set the clock of this machine (timedatectl set-ntp true).";

    /// <summary>2026-01-01: no machine that runs this can be older.</summary>
    private const long ReleasedAtMs = 1_767_225_600_000;
    private const long WalBytesHigh = 256L << 20;

    public static CheckOutcome Opens(DoctorSubject subject) => subject.Memory switch
    {
        null => CheckOutcome.Skipped("nothing is stored yet"),
        { IsSuccess: true } => CheckOutcome.Ok(subject.Folder.DatabasePath),
        { } refused => Failed(refused.Problem!),
    };

    public static CheckOutcome Writable(DoctorSubject subject) => subject.OnMemory(memory => memory.Store.State.Problem is { } problem
        ? CheckOutcome.Warning(problem.Detail, FixOf(problem))
        : CheckOutcome.Ok("takes writes"));

    /// <summary>Also when the store does not open: then this is what tells why.</summary>
    public static CheckOutcome Integrity(DoctorSubject subject)
    {
        if (subject.Memory is null) { return CheckOutcome.Skipped("nothing is stored yet"); }
        var report = StoreCare.CheckIntegrity(subject.Folder);
        if (!report.IsSuccess) { return Failed(report.Problem); }
        return report.Value.IsSound
            ? CheckOutcome.Ok("every page, index and rule is sound")
            : CheckOutcome.Failed($"the store is corrupt: {string.Join(" ", report.Value.Faults.Take(3))}", RestoreFix);
    }

    public static CheckOutcome Schema(DoctorSubject subject)
    {
        if (subject.Memory is null) { return CheckOutcome.Skipped("nothing is stored yet"); }
        var report = StoreCare.Schema(subject.Folder);
        if (!report.IsSuccess) { return Failed(report.Problem); }
        var (version, newest) = (report.Value.Version, report.Value.Newest);
        return version <= newest
            ? CheckOutcome.Ok($"version {version} of {newest}")
            : CheckOutcome.Failed($"version {version} is newer than this program, which knows {newest}", "Update graphmemory to the version that wrote it.");
    }

    public static CheckOutcome WalSize(DoctorSubject subject)
    {
        var bytes = new FileInfo(subject.Folder.WalPath) is { Exists: true } wal ? wal.Length : 0;
        return bytes < WalBytesHigh
            ? CheckOutcome.Ok($"write-ahead log {ByteText.Of(bytes)}")
            : CheckOutcome.Warning($"the write-ahead log has grown to {ByteText.Of(bytes)}", "A long-running reader holds it back: stop old graphmemory processes.", () => Fold(subject));
    }

    private static void Fold(DoctorSubject subject)
    {
        const int stepsMax = 100_000;
        if (subject.Memory is not { IsSuccess: true, Value.Store: SqliteGraphStore store }) { return; }
        for (var i = 0; i < stepsMax && store.CheckpointStep(); i++) { }
    }

    /// <summary>The log's clock never falls, so a clock that was set back stops time in the memory until it catches up.</summary>
    public static CheckOutcome Clock(DoctorSubject subject) => subject.OnMemory(memory => Guarded(() =>
    {
        var now = subject.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now < ReleasedAtMs) { return CheckOutcome.Warning($"this machine believes it is {subject.Time.GetUtcNow():yyyy-MM-dd}", ClockFix); }
        var last = memory.Store.Workspaces().Select(workspace => LastEventAtMs(memory, workspace)).DefaultIfEmpty(0).Max();
        return last <= now
            ? CheckOutcome.Ok("the clock is past the last event")
            : CheckOutcome.Warning($"the last event is {TimeSpan.FromMilliseconds(last - now):d\\.hh\\:mm\\:ss} in the future", ClockFix);
    }));

    public static CheckOutcome Conflicts(DoctorSubject subject) => subject.OnMemory(memory => Guarded(() =>
    {
        var open = memory.Store.Workspaces().Sum(workspace => memory.Store.Read(workspace.Id, read => read.Counts().OpenConflicts));
        return open == 0
            ? CheckOutcome.Ok("no facts contradict each other")
            : CheckOutcome.Warning($"{open} open conflict{(open == 1 ? "" : "s")}", "graphmemory conflicts");
    }));

    private static long LastEventAtMs(MemoryHost memory, Workspace workspace) =>
        memory.Store.Read(workspace.Id, read => read.Log(read.Workspace.HeadSeq - 1, 1)).Select(item => item.AtMs).FirstOrDefault();

    private static CheckOutcome Guarded(Func<CheckOutcome> check)
    {
        try
        {
            return check();
        }
        catch (StoreFaultException fault)
        {
            return Failed(fault.Problem);
        }
    }

    private static CheckOutcome Failed(Problem problem) => CheckOutcome.Failed($"{problem.Code.Name}: {problem.Detail}", FixOf(problem));

    private static string FixOf(Problem problem) =>
        problem.Fields.Length > 0 ? problem.Fields[0].Fix : RestoreFix;
}
