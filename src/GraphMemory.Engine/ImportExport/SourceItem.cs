using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.ImportExport;

/// <summary>One thing that a source states, in the order it stands there.</summary>
/// <param name="Place">For the person who looks it up.</param>
public abstract record SourceItem(SourcePlace Place);

/// <param name="Line">Line or row, counted from 1; 0 when the source has none.</param>
/// <param name="File">Name within a folder or archive; null when the source is one file.</param>
public readonly record struct SourcePlace(long Line, string? File = null);

/// <summary>An entity.</summary>
/// <param name="IsDeclared">False for a mere name that relations use.</param>
public sealed record EntityItem(SourcePlace Place, string Name, string Type, bool IsDeclared = true, bool HasGeneratedName = false)
    : SourceItem(Place);

/// <summary>A text. Without <see cref="About"/> it is a memory of its own, which becomes a note.</summary>
public sealed record ObservationItem(SourcePlace Place, string Text, Circumstances Circumstances) : SourceItem(Place)
{
    /// <summary>Name of the entity it is about; declared when it does not exist.</summary>
    public string? About { get; init; }

    /// <summary>Type of an entity or note that is made for it.</summary>
    public string? EntityType { get; init; }

    /// <summary>What the source calls a memory of its own; the same id is the same memory, whatever it says today.</summary>
    public MemoryId? Memory { get; init; }

    /// <summary>When the source last changed it, Unix milliseconds.</summary>
    public long? ChangedAtMs { get; init; }
}

/// <summary>A relation; ends that do not exist become mere names.</summary>
public sealed record RelationItem(SourcePlace Place, string From, string To, string Type, Circumstances Circumstances) : SourceItem(Place)
{
    /// <summary>0 to 1.</summary>
    public float Weight { get; init; } = 1;
}

/// <summary>Something that cannot be used.</summary>
/// <param name="Text">As it stands in the source, shortened when it is long.</param>
public sealed record RejectedItem(SourcePlace Place, string Reason, string Text) : SourceItem(Place);

/// <summary>Something that was understood and left out, such as a column that has no place in a memory.</summary>
/// <param name="What">A short name from a small set: it is counted, not listed.</param>
public sealed record LostItem(SourcePlace Place, string What) : SourceItem(Place);

/// <summary>The identity of a flat memory: the program it comes from, and its id there.</summary>
public readonly record struct MemoryId(string Source, string Id)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Name of the note that stands for it, also as the end of a relation.</summary>
    public string NoteName => $"note-{Hash():x16}";

    internal static bool IsNoteName(string name) =>
        name.Length == "note-0123456789abcdef".Length && name.StartsWith("note-", StringComparison.Ordinal) && !name.AsSpan(5).ContainsAnyExcept(HexDigits);

    private ulong Hash()
    {
        var hash = new XxHash64();
        hash.Append(MemoryMarshal.AsBytes(Source.AsSpan()));
        hash.Append([(byte)0, (byte)0]);
        hash.Append(MemoryMarshal.AsBytes(Id.AsSpan()));
        return hash.GetCurrentHashAsUInt64();
    }
}
