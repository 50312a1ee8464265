using System.CommandLine;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Server.Eval;
using GraphMemory.Server.Eval.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class EvalRetrievalCommand : CliCommand
{
    private readonly Option<string> _corpus = new("--corpus") { Description = "Documents, one JSON object a line; may be gzip", HelpName = "FILE", Required = true };
    private readonly Option<string> _queries = new("--queries") { Description = "Queries, one JSON object a line; may be gzip", HelpName = "FILE", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "Where the ranked answers go", HelpName = "FILE", Required = true };
    private readonly Option<int> _limit = new("--limit") { Description = "Documents per answer", HelpName = "N", DefaultValueFactory = _ => RetrievalFiles.LimitDefault };
    private readonly Option<string> _scope = new("--scope") { Description = "Answer each query from the documents with the same value in this field", HelpName = "FIELD" };
    private readonly Option<string> _history = new("--history") { Description = "Past commits; NAME.history.jsonl beside the corpus when not given", HelpName = "FILE" };

    public EvalRetrievalCommand(CliEnvironment environment) : base(
        environment, "retrieval", "Store documents in an empty memory, answer queries from it, write the ranking",
        "graphmemory eval retrieval --corpus docs.corpus.jsonl.gz --queries docs.queries.jsonl.gz --out run.jsonl",
        "graphmemory eval retrieval --corpus c.jsonl --queries q.jsonl --out run.jsonl --scope session --limit 50")
    {
        foreach (var option in (Option[])[_corpus, _queries, _out, _limit, _scope, _history]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        var limit = run.Value(_limit);
        if (limit is < 1 or > RecallRequest.LimitMax)
        {
            return run.Fail(CliProblems.BadUsage.With($"--limit is {limit}; give 1 to {RecallRequest.LimitMax}."));
        }

        var corpus = run.Value(_corpus)!;
        var history = run.Value(_history);
        if (history is null && RetrievalFiles.HistoryBeside(corpus) is { } beside) { run.Say($"Past commits are read from {history = beside}"); }
        using var progress = new ProgressBar(run.Environment, "Evaluating");
        var evaluation = new RetrievalEvaluation(
            run.Environment.Time, (store, folder) => new Recall(store, run.Environment.Time, folder, new IndexOptions()).Ask, progress);
        var files = new RetrievalFiles(corpus, run.Value(_queries)!, run.Value(_out)!, limit, run.Value(_scope), history);
        var report = await evaluation.RunAsync(files, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, EvalJsonContext.Default.RetrievalReport, output => output.WriteLine(
            $"{report.Value.Documents} documents in {report.Value.Workspaces} workspaces stored in {report.Value.StoreSeconds} s, "
            + $"{report.Value.Commits} past commits; {report.Value.Queries} queries answered in {report.Value.AnswerSeconds} s "
            + $"(p50 {report.Value.AnswerMsP50} ms, p95 {report.Value.AnswerMsP95} ms)"));
    }
}
