using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Cli;

internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;

    public static int Of(Problem problem) => problem.Code.Kind == ProblemKind.Invalid ? BadUsage : Failed;
}
