using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Setup;

internal static class SetupProblems
{
    public static readonly ProblemCode UnknownClient = new("SETUP_001", ProblemKind.Invalid, "No client has this name");
    public static readonly ProblemCode FileBroken = new("SETUP_002", ProblemKind.Invalid, "A client's file breaks its own grammar and was left alone");
    public static readonly ProblemCode FileChanged = new("SETUP_003", ProblemKind.Conflict, "A client's file was changed by another program meanwhile");
    public static readonly ProblemCode NoProjectFile = new("SETUP_004", ProblemKind.Invalid, "The client has no settings for one project");

    public static IEnumerable<ProblemCode> All => [UnknownClient, FileBroken, FileChanged, NoProjectFile];
}
