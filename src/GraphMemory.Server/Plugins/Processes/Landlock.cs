using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// Takes from this process, and from what it becomes, what its permissions do not name (Linux Security Modules, Landlock). An older kernel
/// without it leaves the permissions a matter of trust; documentation says so.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class Landlock
{
    private const nint CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
    private const int VersionFlag = 1, PathBeneath = 1;
    private const ulong Execute = 1, WriteFile = 1 << 1, ReadFile = 1 << 2, ReadFolder = 1 << 3, Truncate = 1 << 14;
    private const ulong Network = 3; // bind and connect of TCP

    /// <summary>Removing, making and moving: bits 4 to 13 of the first and second version.</summary>
    private const ulong Change = 0x3FF0;

    private const int OpenPath = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC

    /// <summary>The kernel has it.</summary>
    public static bool IsThere => SystemCall(CreateRuleset, 0, 0, VersionFlag) >= 1;

    /// <summary>Null when it is done, or cannot be done here; else what went wrong.</summary>
    public static unsafe string? Restrict(bool mayWrite, bool mayUseNetwork, string hidden)
    {
        var version = SystemCall(CreateRuleset, 0, 0, VersionFlag);
        if (version < 1) { return null; }
        var change = version >= 2 ? Change : Change & ~(1UL << 13);
        var write = WriteFile | change | (version >= 3 ? Truncate : 0);
        var read = hidden.Length > 0 ? ReadFile | ReadFolder : 0;
        var rules = new Ruleset { Files = (mayWrite && hidden.Length == 0 ? 0 : write) | read, Network = mayUseNetwork || version < 4 ? 0 : Network };
        if (rules is { Files: 0, Network: 0 }) { return null; }
        var handle = (int)SystemCall(CreateRuleset, (nint)(&rules), version >= 4 ? sizeof(ulong) * 2 : sizeof(ulong), 0);
        if (handle < 0) { return "the rules of files are refused"; }
        if (rules.Files != 0)
        {
            foreach (var place in Around(hidden)) { Allow(handle, place, read | (mayWrite ? write : 0)); }
            Allow(handle, "/dev", ReadFile | ReadFolder | WriteFile, rules.Files);
        }

        return SystemCall(RestrictSelf, handle, 0, 0) == 0 ? null : "the rules of files are refused";
    }

    /// <summary>Everything but a folder: its siblings, the siblings of the folder around it, and so on; and the folder in which we are, wherever it lies.</summary>
    private static List<string> Around(string hidden)
    {
        if (hidden.Length == 0 || RealPathOf(hidden) is not { } real) { return ["/"]; }
        hidden = real;
        var places = new List<string> { Environment.CurrentDirectory };
        for (var (inner, outer) = (hidden, Path.GetDirectoryName(hidden)); outer is not null; (inner, outer) = (outer, Path.GetDirectoryName(outer)))
        {
            try { places.AddRange(Directory.EnumerateFileSystemEntries(outer).Where(entry => entry != inner)); }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // What we may not list it may not reach by our leave.
            }
        }

        return places;
    }

    private static void Allow(int ruleset, string path, ulong access, ulong handled = ulong.MaxValue)
    {
        var file = Open(path, OpenPath);
        if (file < 0) { return; }
        // A file that is no folder takes only the rights of a file.
        if (!Directory.Exists(path)) { access &= Execute | WriteFile | ReadFile | Truncate; }
        Span<byte> rule = stackalloc byte[12]; // packed: rights, then the handle
        BitConverter.TryWriteBytes(rule, access & handled);
        BitConverter.TryWriteBytes(rule[8..], file);
        unsafe
        {
            fixed (byte* at = rule) { _ = SystemCall4(AddRule, ruleset, PathBeneath, (nint)at, 0); }
        }

        _ = Close(file);
    }

    /// <summary>Rules hold for what is there, not for its name: links are followed first. Null when nothing is there.</summary>
    private static string? RealPathOf(string path)
    {
        var text = RealPath(path, 0);
        return text == 0 ? null : Marshal.PtrToStringUTF8(text); // never freed: the process becomes another one
    }

    private struct Ruleset
    {
        public ulong Files, Network;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall4(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint into);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
