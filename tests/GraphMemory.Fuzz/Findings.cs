using System.Security.Cryptography;

namespace GraphMemory.Fuzz;

/// <summary>Keeps each kind of failure once: the smallest input that shows it, and what went wrong beside it.</summary>
internal sealed class Findings(string folder)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public int Count => _known.Count;

    /// <summary>False when a failure of this kind is known already.</summary>
    public bool IsNew(string kind) => _known.Add(kind);

    /// <summary>Returns the path of the input.</summary>
    public string Write(string target, byte[] input, string what)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target)).FullName, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        File.WriteAllText(path + ".txt", what);
        return path;
    }

    /// <summary>Failures with the same exception at the same place are one kind.</summary>
    public static string KindOf(Exception fault)
    {
        var root = fault;
        while (root is AggregateException { InnerException: { } inner }) { root = inner; }
        var frames = root.StackTrace?.Split('\n').Where(line => line.Contains("GraphMemory", StringComparison.Ordinal)).Take(2) ?? [];
        var message = root is FindingException ? root.Message : "";
        return string.Join('|', [root.GetType().Name, new string([.. message.Where(c => !char.IsAsciiDigit(c)).Take(60)]), .. frames.Select(line => line.Trim())]);
    }
}
