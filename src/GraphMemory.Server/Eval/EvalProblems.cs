using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Eval;

/// <summary>What can be wrong with the files that an evaluation reads.</summary>
internal static class EvalProblems
{
    public static readonly ProblemCode BadLine = new("EVAL_001", ProblemKind.Invalid, "A line of an input file is not understood");
    public static readonly ProblemCode BadFile = new("EVAL_002", ProblemKind.Invalid, "An input file cannot be used");
    public static readonly ProblemCode BadCapacity = new("EVAL_003", ProblemKind.Invalid, "The capacity is not usable");

    public static IEnumerable<ProblemCode> All => [BadLine, BadFile, BadCapacity];

    public static Problem Line(string path, int number, string field, string error, string fix) => BadLine.With(
        $"{path} line {number}: {field} {error}; {fix}", new FieldProblem($"{path}:{number}: {field}", error, fix));
}
