using System.CommandLine;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Care;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ReviewCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit(20);
    private readonly Option<double> _threshold = CareOption.Threshold();
    private readonly Option<string> _root = CareOption.Root();
    private readonly Option<bool> _report = new("--report") { Description = "Only show what was found, also on a terminal" };
    private readonly Option<string> _apply = new("--apply") { Description = "Carry out the decisions of this file; - reads standard input", HelpName = "FILE" };

    public ReviewCommand(CliEnvironment environment) : base(
        environment, "review", "Walk through what could be put in order, and decide with a key",
        "graphmemory review",
        "graphmemory review --report",
        "graphmemory review --json",
        "graphmemory review --apply decisions.json")
    {
        Add(_limit);
        Add(_threshold);
        Add(_root);
        Add(_report);
        Add(_apply);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        if (CareOption.Check(run, _threshold) is { } problem) { return Task.FromResult(run.Fail(problem)); }
        if (run.Value(_apply) is { } file) { return ApplyAsync(run, file); }
        return run.WithMemoryAsync(async memory =>
        {
            var workspace = await memory.WorkspaceToReadAsync(CancellationToken.None);
            if (!workspace.IsSuccess) { return run.Fail(workspace.Problem); }
            var review = CareReview.Of(
                memory.Care, memory.Queries, workspace.Value, run.Value(_threshold), CareOption.StaleRule(run, memory, _root), run.Value(_limit));
            var isWalk = run.Environment.Terminal is { IsInput: true, IsOutput: true } && !run.Value(_report) && !run.IsJson;
            return isWalk ? await WalkAsync(run, memory, workspace.Value, review) : run.Answer(review.ToShape(), CareJson.Default.ReviewShape, output => Print(run, output, review));
        });
    }

    private static void Print(CliRun run, TextWriter output, CareReview review)
    {
        if (review.Count == 0)
        {
            run.Say("Nothing to put in order.");
            return;
        }

        if (review.Entities.Total + review.Observations.Total > 0) { CareText.Duplicates(run, output, review.Entities, review.Observations); }
        foreach (var view in review.Conflicts.Items) { output.WriteLine($"{run.Style.Bold("Contradiction")}  #{view.Conflict.EarlierId} and #{view.Conflict.LaterId}: {SafeText.Line(view.Explanation)}"); }
        if (review.Stale.Total > 0) { CareText.Stale(run, output, review.Stale); }
        if (review.Orphans.Total > 0) { CareText.Orphans(run, output, review.Orphans); }
        if (review.Tags.Near.Length > 0) { CareText.Tags(run, output, review.Tags); }
    }

    private static async Task<int> WalkAsync(CliRun run, MemoryHost memory, long workspaceId, CareReview review)
    {
        if (review.Count == 0) { run.Say("Nothing to put in order."); }
        else { await new ReviewWalk(run, memory, workspaceId).RunAsync(ReviewQuestion.Of(run, review)); }
        return ExitCodes.Done;
    }

    private static async Task<int> ApplyAsync(CliRun run, string file)
    {
        var decisions = await ReadAsync(run, file);
        if (!decisions.IsSuccess) { return run.Fail(decisions.Problem); }
        return await run.WithMemoryAsync(async memory =>
        {
            var workspace = await memory.WorkspaceToReadAsync(CancellationToken.None);
            if (!workspace.IsSuccess) { return run.Fail(workspace.Problem); }
            var (shapes, first) = (new List<DecidedShape>(), (Problem?)null);
            foreach (var decision in decisions.Value)
            {
                var done = await ReviewWalk.DoAsync(run, memory, workspace.Value, decision);
                first ??= done.Problem;
                shapes.Add(new(decision.Action, done.IsSuccess ? done.Value.Text : null, done.IsSuccess ? done.Value.RevisionId : null, done.Problem?.ToString()));
            }

            run.Answer(shapes.ToArray(), CareJson.Default.DecidedShapeArray, output => shapes.ForEach(shape =>
                output.WriteLine(shape.Problem is null ? $"{run.Style.Green("done")}  {SafeText.Line(shape.Done!)}" : $"{run.Style.Red("not done")}  {shape.Action}: {SafeText.Line(shape.Problem)}")));
            return first is null ? ExitCodes.Done : ExitCodes.Of(first);
        });
    }

    private static async Task<Result<CareDecision[]>> ReadAsync(CliRun run, string file)
    {
        try
        {
            var text = file == "-" ? await run.Environment.Input.ReadToEndAsync() : await File.ReadAllTextAsync(file);
            return JsonSerializer.Deserialize(text, CareDecisionJson.Default.CareDecisionArray) ?? [];
        }
        catch (JsonException fault)
        {
            return CliProblems.BadUsage.With("The decisions are not understood.", new FieldProblem("--apply", fault.Message, "Give a JSON list as docs/care.md shows it."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CliProblems.BadUsage.With("The decisions cannot be read.", new FieldProblem("--apply", fault.Message, "Give a file that can be read, or - for standard input."));
        }
    }
}
