using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Cli;

internal static class CliProblems
{
    public static readonly ProblemCode BadUsage = new("CLI_001", ProblemKind.Invalid, "The command line is not understood");
    public static readonly ProblemCode MissingInput = new("CLI_002", ProblemKind.Invalid, "The command needs text and got none");
    public static readonly ProblemCode NotConfirmed = new("CLI_003", ProblemKind.Invalid, "The command erases data and was not confirmed");
    public static readonly ProblemCode FileFault = new("CLI_004", ProblemKind.Unavailable, "A file cannot be read or written");
    public static readonly ProblemCode Defect = new("CLI_005", ProblemKind.Internal, "The command met an unexpected fault");

    public static IEnumerable<ProblemCode> All => [BadUsage, MissingInput, NotConfirmed, FileFault, Defect];
}
