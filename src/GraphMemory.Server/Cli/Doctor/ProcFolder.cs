using System.Globalization;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>Linux's /proc (proc(5)): who has what open. Elsewhere, and for what may not be looked at, everything here is empty.</summary>
internal static class ProcFolder
{
    private const string Listening = "0A";

    /// <summary>Processes with an open file whose target is wanted.</summary>
    public static IEnumerable<int> Owners(Func<string, bool> isWanted)
    {
        if (!Directory.Exists("/proc")) { yield break; }
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Targets(Path.Combine(folder, "fd")).Any(isWanted)) { yield return id; }
        }
    }

    /// <summary>Null when it has ended meanwhile.</summary>
    public static StoreProcess? Process(int id)
    {
        var parent = Lines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal));
        var arguments = string.Concat(Lines($"/proc/{id}/cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return parent is null || Target($"/proc/{id}/exe") is not { } executable
            ? null
            : new(id, int.Parse(parent["PPid:".Length..].Trim(), CultureInfo.InvariantCulture), executable, [.. arguments]);
    }

    public static string NameOf(int id) => Lines($"/proc/{id}/comm").FirstOrDefault() ?? "a program";

    /// <summary>The sockets that listen on a port, as the targets of open files name them.</summary>
    public static IEnumerable<string> Listeners(int port)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).SelectMany(Lines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 9 && words[3] == Listening && words[1].EndsWith(end, StringComparison.Ordinal))
            .Select(words => $"socket:[{words[9]}]");
    }

    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Targets(string folder)
    {
        string[] files;
        try { files = Directory.GetFileSystemEntries(folder); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { return []; }
        return files.Select(Target).OfType<string>();
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
