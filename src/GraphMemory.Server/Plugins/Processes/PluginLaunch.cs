using System.Globalization;
using System.Runtime.InteropServices;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// The last step before a plugin's process: this program, started again, puts itself into a process group of its own, takes limits upon itself
/// and becomes the plugin (execve). So the limits hold from the plugin's first instruction on, and the server needs no helper beside itself.
/// </summary>
internal static partial class PluginLaunch
{
    private const string Word = "plugin-launch";
    private const int NotStarted = 127;

    // Numbers of Linux.
    private const int ParentDeathSignal = 1, NoNewPrivileges = 38, KillSignal = 9, PipeSignal = 13;
    private const int LimitCpu = 0, LimitData = 2, LimitCore = 4, LimitFiles = 7;
    private const nint CloseRange = 436;
    private const int FilesMax = 256, Niceness = 5, CloseOnExec = 4;

    public static bool IsMeant(ReadOnlySpan<string> args) => args is [Word, ..];

    /// <summary>The arguments that <see cref="Run"/> reads.</summary>
    public static IEnumerable<string> Arguments(ProcessCommand command, int parentId) =>
    [
        Word, Number(parentId), Number(command.Limits.MemoryMb), Number(command.Limits.CpuSeconds), command.MayWriteFiles ? "write" : "-",
        command.MayUseNetwork ? "network" : "-", command.Hidden ?? "", command.Command, .. command.Arguments,
    ];

    /// <summary>Does not come back when all goes well.</summary>
    public static int Run(ReadOnlySpan<string> args, TextWriter error)
    {
        if (args is not [_, var parent, var memory, var cpu, var write, var network, var hidden, var command, .. var arguments]) { return NotStarted; }
        var why = Confine(Parse(parent), Parse(cpu)) ?? (OperatingSystem.IsLinux() ? Landlock.Restrict(write == "write", network == "network", hidden) : null);
        error.WriteLine(why ?? Become(command, arguments, Parse(memory)));
        return NotStarted;
    }

    private static string? Confine(int parent, int cpuSeconds)
    {
        // A group of its own, so that it goes with its children; no terminal.
        if (SetSession() < 0) { return "no session of its own"; }
        if (OperatingSystem.IsLinux())
        {
            if (ProcessControl(ParentDeathSignal, KillSignal, 0, 0, 0) != 0 || ProcessControl(NoNewPrivileges, 1, 0, 0, 0) != 0) { return "no way to end with the server"; }
            if (ParentId() != parent) { return "the server is gone"; }
            if (!Limit(LimitFiles, FilesMax)) { return "no limit of files"; }
            _ = SystemCall(CloseRange, 3, int.MaxValue, CloseOnExec);
        }

        if (!Limit(LimitCore, 0) || (cpuSeconds > 0 && !Limit(LimitCpu, (ulong)cpuSeconds))) { return "no limits"; }
        _ = Nice(Niceness);
        _ = Signal(PipeSignal, 0); // the runtime ignores it, and an ignored signal stays ignored
        return null;
    }

    private static unsafe string Become(string command, ReadOnlySpan<string> arguments, int memoryMb)
    {
        // Nothing of ours: no keys, no paths.
        string[] variables = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", "GRAPHMEMORY_PLUGIN=1"];
        var (argv, envp) = (Texts([command, .. arguments]), Texts(variables));
        fixed (nint* a = argv, e = envp)
        {
            // The limit of memory comes last, and what comes after it has been gone through once: this program may need more than the plugin may have.
            _ = Execute("", a, e);
            if (OperatingSystem.IsLinux() && !Limit(LimitData, (ulong)memoryMb << 20)) { return "no limit of memory"; }
            _ = Execute(command, a, e);
        }

        return $"{command} cannot be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
    }

    // Never freed: the process becomes another one.
    private static nint[] Texts(IEnumerable<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static bool Limit(int resource, ulong most)
    {
        var limit = new ResourceLimit { Soft = most, Hard = most };
        return SetLimit(resource, in limit) == 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private struct ResourceLimit
    {
        public ulong Soft, Hard;
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int more);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Execute(string path, nint* arguments, nint* environment);
}
