using System.CommandLine;
using GraphMemory.Server.Eval;
using GraphMemory.Server.Eval.Bitemporal;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class EvalBitemporalCommand : CliCommand
{
    private readonly Option<string> _schema = Required("--schema", "JSON object with the lists functional and multi");
    private readonly Option<string> _operations = Required("--ops", "Operations in the order they are recorded, one JSON object a line");
    private readonly Option<string> _queries = Required("--queries", "As-of questions, one JSON object a line");
    private readonly Option<string> _answers = Required("--out", "Where the answers go");
    private readonly Option<string> _contradictions = new("--contradictions") { Description = "Where the pairs of contradicting operations go", HelpName = "FILE" };

    public EvalBitemporalCommand(CliEnvironment environment) : base(
        environment, "bitemporal", "Replay statements in two times, answer as-of questions, list contradictions",
        "graphmemory eval bitemporal --schema s.json --ops ops.jsonl --queries q.jsonl --out answers.jsonl --contradictions found.json")
    {
        foreach (var option in (Option[])[_schema, _operations, _queries, _answers, _contradictions]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Replaying");
        var files = new BitemporalFiles(
            run.Value(_schema)!, run.Value(_operations)!, run.Value(_queries)!, run.Value(_answers)!, run.Value(_contradictions));
        var report = await new BitemporalEvaluation(progress).RunAsync(files, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, EvalJsonContext.Default.BitemporalReport, output => output.WriteLine(
            $"{report.Value.Operations} operations, {report.Value.Queries} questions ({report.Value.Answered} with an answer), "
            + $"{report.Value.Contradictions} contradictions"));
    }

    private static Option<string> Required(string name, string description) => new(name) { Description = description, HelpName = "FILE", Required = true };
}
