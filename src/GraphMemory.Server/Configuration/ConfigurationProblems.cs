using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

internal static class ConfigurationProblems
{
    public static readonly ProblemCode Invalid = new("CONFIG_001", ProblemKind.Invalid, "The configuration has unknown keys or bad values");
    public static readonly ProblemCode FileUnreadable = new("CONFIG_002", ProblemKind.Invalid, "The configuration file cannot be read");

    public static readonly ProblemCode FileChanged = new("CONFIG_003", ProblemKind.Conflict, "The configuration file was changed by another program meanwhile");

    public static IEnumerable<ProblemCode> All => [Invalid, FileUnreadable, FileChanged];
}
