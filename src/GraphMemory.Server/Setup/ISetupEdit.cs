using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup;

/// <summary>How one part of a set-up stands in a file. Everything else in the file stays as it is, character for character.</summary>
internal interface ISetupEdit
{
    /// <param name="text">Empty for a file that does not exist.</param>
    Edited Install(string text);

    /// <summary>Takes out what is ours, whoever put it there.</summary>
    Edited Remove(string text);

    PartFinding Look(string text);
}

internal enum PartState
{
    Absent,

    /// <summary>As this binary would write it.</summary>
    Current,

    /// <summary>Of another binary, or of an older version.</summary>
    Other,
}

/// <summary>What was found in a file.</summary>
/// <param name="Command">The program that the entry starts, when it names one.</param>
internal sealed record PartFinding(PartState State, string? Command = null, TextFault? Fault = null);
