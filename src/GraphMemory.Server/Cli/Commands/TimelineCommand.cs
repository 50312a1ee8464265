using System.CommandLine;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class TimelineCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Entity" };
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Newest versions to show", HelpName = "N", DefaultValueFactory = _ => 50 };

    public TimelineCommand(CliEnvironment environment) : base(
        environment, "timeline", "Show every version of every fact of an entity, oldest first",
        "graphmemory timeline repo",
        "graphmemory timeline \"nightly build\" --limit 10 --json")
    {
        Add(_name);
        Add(_limit);
    }

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var name = run.Value(_name)!;
        var found = memory.Queries.Timeline(workspace, name, run.Value(_limit));
        if (!found.IsSuccess) { return run.Fail(found.Problem); }
        var shapes = found.Value.Select(FactShape.Of).ToArray();
        return run.Answer(shapes, FactJsonContext.Default.FactShapeArray, output =>
        {
            var (time, style) = (run.Environment.Time, run.Style);
            var table = new TextTable(new("RECORDED"), new("CLOSED", Paint: style.Yellow), new("FACT", IsFlexible: true), new("VALID", Paint: style.Dim), new("ID", IsRight: true, Paint: style.Dim));
            foreach (var named in found.Value)
            {
                table.Add(
                    TimeText.Day(named.Fact.RecordedAtMs, time),
                    named.Fact.SupersededAtMs is { } closed ? TimeText.Day(closed, time) : "",
                    named.Subject == name ? FactText.Statement(named) : FactText.Incoming(named),
                    FactText.Valid(named, time), $"#{named.Fact.Id}");
            }

            table.Write(output, style, run.OutputWidth);
        });
    });
}
