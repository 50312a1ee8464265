namespace GraphMemory.Server.Cli.Doctor;

/// <summary>Who else works on the folder, with which binary, and what the system lets a process do.</summary>
internal static class ProcessChecks
{
    private const int ProcessesMany = 24;
    private const long OpenFilesFew = 512;
    private const string Deleted = " (deleted)";

    public static CheckOutcome OpenFiles(DoctorSubject subject) => subject.Machine.OpenFilesMax switch
    {
        null => CheckOutcome.Skipped("this system does not tell how many files may be open"),
        < OpenFilesFew and var few => CheckOutcome.Warning($"a process may open only {few} files", $"ulimit -n {2 * OpenFilesFew} (or LimitNOFILE= of the service)"),
        var enough => CheckOutcome.Ok($"{enough} files may be open"),
    };

    /// <summary>A client that dies without closing its server leaves it behind; each costs memory and holds the log back.</summary>
    public static CheckOutcome Processes(DoctorSubject subject)
    {
        var processes = subject.Machine.Processes;
        var orphans = processes.Where(process => process.ParentId == 1 && process.Arguments.Contains("mcp")).Select(process => process.Id).ToList();
        if (orphans.Count > 0) { return CheckOutcome.Warning($"{orphans.Count} of {processes.Length} processes on this folder lost their client", $"kill {string.Join(' ', orphans)}"); }
        return processes.Length < ProcessesMany
            ? CheckOutcome.Ok(processes.Length == 0 ? "no other process uses this folder" : $"{processes.Length} other process{(processes.Length == 1 ? "" : "es")} on this folder")
            : CheckOutcome.Warning($"{processes.Length} processes use this folder", $"Close windows of clients that are not needed, or kill {string.Join(' ', processes.Select(process => process.Id))}");
    }

    /// <summary>Binaries of different age on one folder work, but not the same way.</summary>
    public static CheckOutcome Versions(DoctorSubject subject)
    {
        var others = subject.Machine.Processes.Where(process => process.Executable != subject.Environment.Executable).ToList();
        if (others.Count == 0) { return CheckOutcome.Ok("every process on this folder runs this binary"); }
        var binaries = string.Join(", ", others.Select(process => process.Executable).Distinct(StringComparer.Ordinal));
        return others.TrueForAll(process => process.Executable == subject.Environment.Executable + Deleted)
            ? CheckOutcome.Warning("processes on this folder still run the binary that was replaced", $"Restart their clients, or kill {Ids(others)}")
            : CheckOutcome.Warning($"processes on this folder run another binary: {binaries}", $"Stop them (kill {Ids(others)}), or lead their clients here: graphmemory setup all");
    }

    /// <summary>The shell and a client may otherwise mean different programs by one name.</summary>
    public static CheckOutcome SearchPath(DoctorSubject subject)
    {
        var name = OperatingSystem.IsWindows() ? "graphmemory.exe" : "graphmemory";
        var folders = (subject.Environment.Variables.GetValueOrDefault("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = folders.Select(folder => Path.Combine(folder, name)).Where(File.Exists).DistinctBy(Real).ToList();
        return found.Count <= 1
            ? CheckOutcome.Ok(found.Count == 0 ? "graphmemory is not on PATH; clients start it by its full path" : found[0])
            : CheckOutcome.Warning($"PATH holds {found.Count} binaries: {string.Join(", ", found)}; the first one is meant", $"rm '{string.Join("' '", found.Skip(1))}'");
    }

    private static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private static string Ids(IEnumerable<StoreProcess> processes) => string.Join(' ', processes.Select(process => process.Id));
}
