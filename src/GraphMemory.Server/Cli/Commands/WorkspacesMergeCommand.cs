using System.CommandLine;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesMergeCommand : CliCommand
{
    private readonly Argument<string> _source = new("source") { Description = "Workspace to carry over" };
    private readonly Argument<string?> _target = new("target") { Description = "Workspace to carry it into; the one in use when left out", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Count what would happen, change nothing" };
    private readonly Option<bool> _deleteSource = new("--delete-source") { Description = "Delete the source when all of it was carried over" };
    private readonly ConfirmOption _confirm = new();

    public WorkspacesMergeCommand(CliEnvironment environment) : base(
        environment, "merge", "Carry a workspace over into another, history included; doing it twice changes nothing",
        "graphmemory workspaces merge default",
        "graphmemory workspaces merge parser-1a2b3c4d parser --dry-run",
        "graphmemory workspaces merge old new --delete-source --yes")
    {
        Add(_source);
        Add(_target);
        Add(_dryRun);
        Add(_deleteSource);
        _confirm.AddTo(this);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var order = new MergeOrder(run.Value(_source)!, run.Value(_target) ?? memory.Options.Data.WorkspaceInUse, run.Value(_dryRun), run.Value(_deleteSource));
        if (order is { IsDryRun: false, DeleteSource: true } && !await _confirm.IsGivenAsync(run, $"This deletes {order.Source} once it is in {order.Target}"))
        {
            return run.Fail(ConfirmOption.Missing("Nothing was merged."));
        }

        using var bar = new ProgressBar(run.Environment, "merge");
        var merged = await new WorkspaceActions(memory).MergeAsync(
            order, report => bar.Report(new(report.Facts + report.Known, null, "facts")), run.Environment.ListenForStop());
        bar.Dispose();
        if (!merged.IsSuccess) { return run.Fail(merged.Problem); }
        if (!order.IsDryRun) { await FinishAsync(memory, order); }
        return run.Answer(merged.Value, WorkspaceJsonContext.Default.MergeShape, output => Print(run, output, merged.Value));
    });

    // The next start reads files instead of the log, and nothing of a deleted source is left.
    private static async Task FinishAsync(Hosting.MemoryHost memory, MergeOrder order)
    {
        if (memory.Store.FindWorkspace(order.Target) is { } target) { memory.Recall.CompactStep(target.Id); }
        await memory.EraseDeletedAsync();
    }

    private static void Print(CliRun run, TextWriter output, MergeShape shape)
    {
        var word = shape.DryRun ? run.Style.Yellow("would merge") : run.Style.Green("merged");
        output.WriteLine($"{word}  {SafeText.Line(shape.Source)} into {SafeText.Line(shape.Target)}");
        output.WriteLine($"  entities made {shape.EntitiesMade:N0}, joined {shape.EntitiesJoined:N0}; facts {shape.Facts:N0}, known already {shape.Known:N0}, of them closed {shape.Closed:N0}");
        if (shape.Conflicts > 0) { run.Say($"{shape.Conflicts:N0} contradictions were found: graphmemory conflicts --workspace \"{shape.Target}\""); }
        if (shape.SourceDeleted) { output.WriteLine($"  {SafeText.Line(shape.Source)} is deleted"); }
    }
}
