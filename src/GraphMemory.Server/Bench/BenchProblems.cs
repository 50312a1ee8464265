using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Bench;

internal static class BenchProblems
{
    public static readonly ProblemCode BadOption = new("BENCH_001", ProblemKind.Invalid, "An option of the benchmark is not usable");
    public static readonly ProblemCode ChildFailed = new("BENCH_002", ProblemKind.Internal, "The measured process did not answer");

    public static IEnumerable<ProblemCode> All => [BadOption, ChildFailed];
}
