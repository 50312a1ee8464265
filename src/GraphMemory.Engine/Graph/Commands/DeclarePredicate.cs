using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>Says whether a relation type is functional. Facts recorded before are checked against each other.</summary>
public sealed record DeclarePredicate(string Predicate, bool IsFunctional) : IGraphCommand<Predicate>
{
    public Problem? Check(GraphLimits limits) =>
        RequestCheck.Name("predicate", Predicate, limits)
        ?? (Predicate == FactDraft.ObservationPredicate
            ? GraphProblems.Invalid("predicate", "names the observations", "name a relation type")
            : null);

    public Result<Predicate> Apply(IWorkspaceWrite write)
    {
        var before = write.FindPredicate(Predicate);
        var declared = write.DeclarePredicate(Predicate, IsFunctional);
        if (IsFunctional && before is { IsFunctional: false })
        {
            foreach (var subjectId in Subjects(write, declared.Id)) { ConflictRules.FindAmong(write, write.FactsOf(subjectId, Predicate)); }
        }

        return declared;
    }

    private static SortedSet<long> Subjects(IWorkspaceWrite write, int predicateId)
    {
        var subjects = new SortedSet<long>();
        write.VisitFacts(0, write.Workspace.HeadSeq, (in FactRow row) =>
        {
            if (row.PredicateId == predicateId) { subjects.Add(row.SubjectId); }
        });
        return subjects;
    }
}
