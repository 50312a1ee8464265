using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The part of an entity name by which texts refer to it.</summary>
internal static class NameWords
{
    /// <summary>A name without its bracketed tail ("Mercury (planet)"); of a file path, the file's name up to its first dot.</summary>
    public static ReadOnlySpan<char> Spoken(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (IsPath(name))
        {
            var file = name[(name.LastIndexOf('/') + 1)..];
            return file.IndexOf('.') is var dot and > 0 ? file[..dot] : file;
        }

        return name.EndsWith(")") && name.LastIndexOf('(') is var open and > 0 ? name[..open].TrimEnd() : name;
    }

    /// <summary>True for a name that looks like a file's path.</summary>
    public static bool IsPath(ReadOnlySpan<char> name) => name.Contains('/') && !name.Contains(' ');

    /// <summary>False for a name of stop words and numbers only, which would be found everywhere.</summary>
    public static bool IsTelling(TokenBuffer analysedName)
    {
        for (var i = 0; i < analysedName.Count; i++)
        {
            if (!analysedName[i].Stop && analysedName.Term(i).ContainsAnyExceptInRange((byte)'0', (byte)'9')) { return true; }
        }

        return false;
    }
}
