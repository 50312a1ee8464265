using System.CommandLine;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class LinkCommand : CliCommand
{
    private readonly Argument<string> _from = new("from") { Description = "Entity the relation starts at" };
    private readonly Argument<string> _type = new("type") { Description = "Relation type, such as depends_on" };
    private readonly Argument<string> _to = new("to") { Description = "Entity it points to" };
    private readonly Option<float> _weight = new("--weight") { Description = "Strength, 0 to 1", HelpName = "W", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _functional = new("--functional") { Description = "From now on a subject has one object of this type at a time" };
    private readonly CircumstanceOptions _circumstances = new();

    public LinkCommand(CliEnvironment environment) : base(
        environment, "link", "Relate two entities",
        "graphmemory link parser depends_on lexer",
        "graphmemory link repo default_branch main --functional --from 2026-01-01",
        "graphmemory link checkout uses redis --denied")
    {
        Add(_from);
        Add(_type);
        Add(_to);
        Add(_weight);
        Add(_functional);
        _circumstances.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var circumstances = _circumstances.Read(run);
        if (!circumstances.IsSuccess) { return Task.FromResult(run.Fail(circumstances.Problem)); }
        var link = new NewLink(run.Value(_from)!, run.Value(_to)!, run.Value(_type)!, run.Value(_weight), circumstances.Value);
        var command = new LinkOnce(new Link([link]), run.Value(_functional) ? new DeclarePredicate(link.Type, IsFunctional: true) : null);
        return RecordedAnswer.WriteAsync(run, command);
    }
}
