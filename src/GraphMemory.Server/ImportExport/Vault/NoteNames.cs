using System.Collections.Frozen;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GraphMemory.Server.ImportExport.Vault;

/// <summary>
/// The names of notes' files: the name of the entity where every file system and every wikilink takes it and no other name meets it on a disk
/// that does not tell capital letters; else a safe form of it with a hash. The note itself says the exact name.
/// </summary>
internal sealed class NoteNames
{
    private const int LengthMax = 80;

    private static readonly FrozenSet<string> Devices = new[]
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<ulong> _meeting = [];

    /// <param name="names">Every name, so that a file's name does not depend on the order of export.</param>
    public NoteNames(IEnumerable<string> names)
    {
        var seen = new HashSet<ulong>();
        foreach (var name in names.Where(IsSafe))
        {
            if (!seen.Add(Folded(name))) { _meeting.Add(Folded(name)); }
        }
    }

    /// <summary>Without the ending; what wikilinks name.</summary>
    public string StemOf(string name)
    {
        if (IsSafe(name) && !_meeting.Contains(Folded(name))) { return name; }
        var safe = string.Concat(name.Take(LengthMax).Select(c => IsSafe(c) && c != '.' ? c : '-')).Trim('-', ' ', '.', '_');
        return $"{(safe.Length == 0 ? "note" : safe)}~{Hash(name):x16}";
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= LengthMax && name.All(IsSafe) && name[0] is not (' ' or '.' or '_' or '-') && name[^1] is not (' ' or '.')
        && !Devices.Contains(name.Split('.')[0].TrimEnd());

    // No combining marks and no conjoining jamo: disks that compose or decompose them would change the name.
    private static bool IsSafe(char c) =>
        (char.IsLetterOrDigit(c) && c is not (>= '\u1100' and <= '\u11FF')) || c is ' ' or '-' or '_' or '.' or '+' or '=' or ',' or '(' or ')' or '@';

    private static ulong Folded(string name) => Hash(name.ToUpperInvariant());

    private static ulong Hash(string name) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan()));
}
