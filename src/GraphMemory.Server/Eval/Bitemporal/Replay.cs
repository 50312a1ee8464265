using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Bitemporal;

/// <summary>Records operations and remembers which fact each one became.</summary>
internal sealed class Replay(GraphCommands commands, long workspaceId, ReplayClock clock)
{
    private readonly Dictionary<JsonName, long> _factOf = [];
    private readonly Dictionary<long, List<JsonName>> _operationsOf = [];

    public async Task<Problem?> DeclareAsync(Schema schema, CancellationToken cancellationToken)
    {
        foreach (var predicate in schema.Functional.Concat(schema.Multi))
        {
            var declaration = new DeclarePredicate(predicate, schema.Functional.Contains(predicate));
            var declared = await commands.ExecuteAsync(workspaceId, declaration, cancellationToken);
            if (!declared.IsSuccess) { return declared.Problem; }
        }

        return null;
    }

    public async Task<Problem?> RecordAsync(Operation operation, CancellationToken cancellationToken)
    {
        long? supersedes = null;
        if (operation.Supersedes is { } corrected)
        {
            if (!_factOf.TryGetValue(corrected, out var factId)) { return GraphProblems.Invalid("supersedes", $"names {corrected.Raw}", "name an earlier operation"); }
            supersedes = factId;
        }

        clock.Set(operation.RecordedMs);
        var circumstances = Circumstances.Default with
        {
            Polarity = operation.IsAssertion ? Polarity.Affirmed : Polarity.Retracted, Valid = operation.Valid, SupersedesId = supersedes,
        };
        var link = new Link([new NewLink(operation.Subject, operation.Object, operation.Predicate, Weight: 1, circumstances)]);
        var recorded = await commands.ExecuteAsync(workspaceId, link, cancellationToken);
        if (!recorded.IsSuccess) { return recorded.Problem; }
        var id = recorded.Value[0].FactId;
        _factOf[operation.Id] = id;
        if (!_operationsOf.TryGetValue(id, out var operations)) { _operationsOf[id] = operations = []; }
        operations.Add(operation.Id);
        return null;
    }

    /// <summary>Pairs of operations whose facts the store holds to be in conflict; a fact that was stated twice stands for both statements.</summary>
    public List<(JsonName Earlier, JsonName Later)> Contradictions(IGraphStore store) =>
    [
        .. from conflict in store.Read(workspaceId, read => read.Conflicts(openOnly: false, int.MaxValue))
           from earlier in _operationsOf[conflict.EarlierId]
           from later in _operationsOf[conflict.LaterId]
           select (earlier, later),
    ];
}
