using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Engine.Care;

/// <summary>Says that two entities are not one, as a relation: the pair is not proposed again. The reply is the relation.</summary>
public sealed record KeepApart(string First, string Second, Circumstances Circumstances) : IGraphCommand<Recorded>
{
    public const string Predicate = "different_from";

    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Name("first", First, limits) ?? RequestCheck.Name("second", Second, limits);

    public Result<Recorded> Apply(IWorkspaceWrite write)
    {
        if (write.FindEntity(First) is not { } first) { return GraphProblems.MissingEntity(First); }
        if (write.FindEntity(Second) is not { } second) { return GraphProblems.MissingEntity(Second); }
        return WriteRules.Relate(write, first, second, Predicate, weight: 0, Circumstances);
    }
}
