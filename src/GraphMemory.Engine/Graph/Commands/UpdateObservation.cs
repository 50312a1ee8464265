using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Gives an observation another text: the old version is closed, the new one declares to correct it.</summary>
public sealed record UpdateObservation(long FactId, string Text, Circumstances Circumstances) : IGraphCommand<Recorded>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Text("text", Text, limits) ?? RequestCheck.Circumstances("circumstances", Circumstances, limits);

    public Result<Recorded> Apply(IWorkspaceWrite write)
    {
        if (write.Fact(FactId) is not { IsLive: true, Statement.Kind: FactKind.Observation } fact) { return GraphProblems.MissingFact(FactId); }
        var subject = write.Entity(fact.Statement.SubjectId)!;
        write.CloseFact(FactId);
        return WriteRules.Observe(write, subject, Text, Circumstances with { SupersedesId = FactId }, new TextAnalyzer(), new TokenBuffer());
    }
}
