using System.CommandLine;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ConflictsCommand : CliCommand
{
    private readonly Option<bool> _all = new("--all") { Description = "Resolved ones too" };
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Conflicts to show", HelpName = "N", DefaultValueFactory = _ => 50 };

    public ConflictsCommand(CliEnvironment environment) : base(
        environment, "conflicts", "Show facts that contradict each other, and why",
        "graphmemory conflicts",
        "graphmemory conflicts --all --json")
    {
        Add(_all);
        Add(_limit);
        Add(new ConflictsResolveCommand(environment));
    }

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var found = memory.Queries.Conflicts(workspace, openOnly: !run.Value(_all), run.Value(_limit));
        var shapes = found.Select(Shape).ToArray();
        return run.Answer(shapes, FactJsonContext.Default.ConflictShapeArray, output =>
        {
            foreach (var view in found) { Print(run, output, view); }
            if (found.Length == 0) { run.Say("No conflicts."); }
        });
    });

    private static ConflictShape Shape(ConflictView view) => new(
        view.Conflict.Kind.ToString().ToLowerInvariant(), view.Explanation, view.Conflict.ResolvedSeq is null,
        FactShape.Of(view.Earlier), FactShape.Of(view.Later));

    private static void Print(CliRun run, TextWriter output, ConflictView view)
    {
        var style = run.Style;
        output.WriteLine(style.Bold(SafeText.Line(view.Explanation)));
        var table = new TextTable(new("", IsRight: true, Paint: style.Dim), new("", IsFlexible: true), new("", Paint: style.Dim), new("", Paint: style.Dim));
        foreach (var named in (Engine.Graph.NamedFact[])[view.Earlier, view.Later])
        {
            table.Add($"#{named.Fact.Id}", $"{named.Subject}: {FactText.Statement(named)}", FactText.Valid(named, run.Environment.Time), TimeText.Day(named.Fact.RecordedAtMs, run.Environment.Time));
        }

        table.Write(output, style, run.OutputWidth);
        var (earlier, later) = (view.Conflict.EarlierId, view.Conflict.LaterId);
        output.WriteLine(style.Dim(view.Conflict.ResolvedSeq is null ? $"  graphmemory conflicts resolve {earlier} {later} --keep later" : "  resolved"));
    }
}
