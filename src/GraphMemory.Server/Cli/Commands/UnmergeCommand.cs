using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class UnmergeCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Entity that was merged into another" };

    public UnmergeCommand(CliEnvironment environment) : base(
        environment, "unmerge", "Take a merge back; what was written since stays with the other entity",
        "graphmemory unmerge \"order service\"",
        "graphmemory unmerge kassa --json")
    {
        Add(_name);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run) => run.WriteAsync(
        ShapedCommand.Of(new UnmergeEntity(run.Value(_name)!), UndoShape.Of, CareJson.Default.UndoShape), input: "",
        (shape, output) => output.WriteLine(CareText.Undone(shape)));
}
