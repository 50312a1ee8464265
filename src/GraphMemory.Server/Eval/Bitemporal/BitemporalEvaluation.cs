using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Bitemporal;

/// <summary>
/// Replays statements in two times through the product's write path, one transaction each under the clock of the statement, and answers
/// as-of questions from the store.
/// </summary>
internal sealed class BitemporalEvaluation(IProgress<WorkProgress> progress)
{
    public async Task<Result<BitemporalReport>> RunAsync(BitemporalFiles files, CancellationToken cancellationToken)
    {
        var schema = Schema.Read(files.Schema);
        if (!schema.IsSuccess) { return schema.Problem; }
        var operations = InputFile.Rows(files.Operations, Operation.Parse);
        if (!operations.IsSuccess) { return operations.Problem; }
        var questions = InputFile.Rows(files.Queries, Question.Parse);
        if (!questions.IsSuccess) { return questions.Problem; }

        var clock = new ReplayClock();
        clock.Set(operations.Value.Count == 0 ? 0 : operations.Value[0].RecordedMs);
        var opened = TemporaryStore.Open(clock);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var temporary = opened.Value;
        var workspace = await temporary.Store.OpenWorkspaceAsync(Workspace.DefaultName, cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }

        var replay = new Replay(new GraphCommands(temporary.Store, new GraphLimits()), workspace.Value.Id, clock);
        if (await replay.DeclareAsync(schema.Value, cancellationToken) is { } badSchema) { return badSchema; }
        if (await ReplayAsync(replay, files.Operations, operations.Value, cancellationToken) is { } problem) { return problem; }
        var answered = Answer(temporary.Store, workspace.Value.Id, questions.Value, files.Answers);
        var contradictions = replay.Contradictions(temporary.Store);
        if (files.Contradictions is { } path) { WritePairs(path, contradictions); }
        return new BitemporalReport(operations.Value.Count, questions.Value.Count, answered, contradictions.Count);
    }

    private async Task<Problem?> ReplayAsync(Replay replay, string path, List<Operation> operations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            var problem = await replay.RecordAsync(operations[i], cancellationToken);
            if (problem is not null) { return EvalProblems.BadLine.With($"{path} operation {operations[i].Id.Raw}: {problem.Detail}", [.. problem.Fields]); }
            progress.Report(new(i + 1, operations.Count, "operations"));
        }

        return null;
    }

    private int Answer(IGraphStore store, long workspaceId, List<Question> questions, string path)
    {
        var queries = new GraphQueries(store);
        using var output = new OutputLines(path);
        var (asked, answered) = (0, 0);
        foreach (var question in questions)
        {
            var asOf = new AsOf(question.ValidMs, queries.SeqAt(workspaceId, question.RecordedMs));
            var objects = queries.AsOf(workspaceId, question.Subject, question.Predicate, asOf)
                .Select(fact => fact.Object!).Order(StringComparer.Ordinal).ToList();
            output.WriteAnswer(question.Qid, "answer", objects.Select(OutputLines.Name));
            if (objects.Count > 0) { answered++; }
            progress.Report(new(++asked, questions.Count, "questions"));
        }

        return answered;
    }

    private static void WritePairs(string path, List<(JsonName Earlier, JsonName Later)> pairs)
    {
        using var output = new OutputLines(path);
        output.Write(json =>
        {
            json.WriteStartArray();
            foreach (var (earlier, later) in pairs)
            {
                json.WriteStartArray();
                json.WriteRawValue(earlier.Raw);
                json.WriteRawValue(later.Raw);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }
}
