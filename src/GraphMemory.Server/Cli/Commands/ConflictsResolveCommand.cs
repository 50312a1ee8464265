using System.CommandLine;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ConflictsResolveCommand : CliCommand
{
    private readonly Argument<long> _earlier = new("earlier") { Description = "Id of the earlier fact" };
    private readonly Argument<long> _later = new("later") { Description = "Id of the later fact" };
    private readonly Option<string> _keep = new("--keep") { Description = "Which one stands: earlier, later, both or neither", HelpName = "WHICH", Required = true };

    public ConflictsResolveCommand(CliEnvironment environment) : base(
        environment, "resolve", "Decide a conflict",
        "graphmemory conflicts resolve 12 17 --keep later",
        "graphmemory conflicts resolve 12 17 --keep both --json")
    {
        Add(_earlier);
        Add(_later);
        Add(_keep);
        Add(IdempotencyOption.Create());
        _keep.AcceptOnlyFromAmong("earlier", "later", "both", "neither");
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var kept = run.Value(_keep)!;
        var command = new ResolveConflict(run.Value(_earlier), run.Value(_later), Decision(kept));
        return run.WriteAsync(
            ShapedCommand.Of(command, conflict => new ResolvedShape(conflict.EarlierId, conflict.LaterId, kept), FactJsonContext.Default.ResolvedShape),
            input: "", (_, output) => output.WriteLine($"resolved: {kept} kept"));
    }

    private static ConflictDecision Decision(string kept) => kept switch
    {
        "earlier" => ConflictDecision.KeepEarlier,
        "later" => ConflictDecision.KeepLater,
        "both" => ConflictDecision.KeepBoth,
        _ => ConflictDecision.KeepNeither,
    };
}
