using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class MergeCommand : CliCommand
{
    private readonly Argument<string> _from = new("from") { Description = "Entity that goes" };
    private readonly Argument<string> _into = new("into") { Description = "Entity that stays" };

    public MergeCommand(CliEnvironment environment) : base(
        environment, "merge", "Make one entity another, with all its facts; its name leads there from now on",
        "graphmemory merge \"order service\" OrderService",
        "graphmemory merge kassa checkout --json")
    {
        Add(_from);
        Add(_into);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run) => run.WriteAsync(
        ShapedCommand.Of(new MergeEntities(run.Value(_from)!, run.Value(_into)!), MergedEntityShape.Of, CareJson.Default.MergedEntityShape), input: "",
        (shape, output) => output.WriteLine(shape.New
            ? $"{SafeText.Line(shape.From)} is {run.Style.Bold(SafeText.Line(shape.Into))} now: {shape.Moved} facts moved, {shape.Dropped} stood there already; \"graphmemory unmerge\" takes it back"
            : $"{SafeText.Line(shape.From)} was {SafeText.Line(shape.Into)} already"));
}
