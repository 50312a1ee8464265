using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.ImportExport;

/// <summary>What can go wrong when memories are brought in or out.</summary>
public static class ImportProblems
{
    public static readonly ProblemCode UnknownFormat = new("IMPORT_001", ProblemKind.Invalid, "The format is not known");
    public static readonly ProblemCode BadBundle = new("IMPORT_002", ProblemKind.Invalid, "The bundle is damaged or incomplete");
    public static readonly ProblemCode NewerBundle = new("IMPORT_003", ProblemKind.Invalid, "The bundle was written by a newer version");
    public static readonly ProblemCode WorkspaceNotEmpty = new("IMPORT_004", ProblemKind.Conflict, "The workspace holds something else");
    public static readonly ProblemCode WorkspaceInUse = new("IMPORT_005", ProblemKind.Conflict, "The workspace was written to during the import");
    public static readonly ProblemCode FileFault = new("IMPORT_006", ProblemKind.Unavailable, "The file cannot be read or written");
    public static readonly ProblemCode Ambiguous = new("IMPORT_007", ProblemKind.Invalid, "The source could be in several formats");
    public static readonly ProblemCode OneWay = new("IMPORT_008", ProblemKind.Invalid, "The format does not go that way");
    public static readonly ProblemCode WrongChecksum = new("IMPORT_009", ProblemKind.Invalid, "The file differs from its checksum");
    public static readonly ProblemCode NeedsExport = new("IMPORT_010", ProblemKind.Invalid, "The program that wrote the source has to write it out first");
    public static readonly ProblemCode BadMap = new("IMPORT_011", ProblemKind.Invalid, "The map of columns cannot be used");

    public static ImmutableArray<ProblemCode> All { get; } = [UnknownFormat, BadBundle, NewerBundle, WorkspaceNotEmpty, WorkspaceInUse, FileFault, Ambiguous, OneWay, WrongChecksum, NeedsExport, BadMap];
}
