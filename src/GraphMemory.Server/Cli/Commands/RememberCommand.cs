using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class RememberCommand : CliCommand
{
    private readonly Argument<string?> _text = new("text") { Description = "What to remember; - or nothing reads standard input", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _about = new("--about", "-a") { Description = "Entity it is about; made when it does not exist", HelpName = "NAME" };
    private readonly Option<string> _type = new("--type", "-t") { Description = "Type of an entity that is made", HelpName = "TYPE" };
    private readonly Option<bool> _lines = new("--lines") { Description = "Each line of standard input is an observation of its own" };
    private readonly Option<bool> _user = LayerOptions.ToUser();
    private readonly CircumstanceOptions _circumstances = new();

    public RememberCommand(CliEnvironment environment) : base(
        environment, "remember", "Remember an observation",
        "graphmemory remember \"The nightly build runs on the machine in the basement\" --about \"nightly build\"",
        "graphmemory remember \"Anna leads the parser team\" -a Anna -t person --from 2026-03-01 --tag team",
        "graphmemory remember --user \"I prefer tabs\"",
        "git log -1 --format=%B | graphmemory remember --about parser --commit HEAD")
    {
        Add(_text);
        Add(_about);
        Add(_type);
        Add(_lines);
        Add(_user);
        _circumstances.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        var circumstances = _circumstances.Read(run);
        if (!circumstances.IsSuccess) { return run.Fail(circumstances.Problem); }
        var texts = await TextsAsync(run);
        if (!texts.IsSuccess) { return run.Fail(texts.Problem); }
        var observations = texts.Value.Select(text => new NewObservation(text, run.Value(_about), run.Value(_type), circumstances.Value)).ToList();
        return await RecordedAnswer.WriteAsync(run, new Remember(observations), string.Join('\n', texts.Value), run.Value(_user) ? Workspace.UserName : null);
    }

    private async Task<Result<string[]>> TextsAsync(CliRun run)
    {
        if (run.Value(_text) is { } text && text != "-") { return string.IsNullOrWhiteSpace(text) ? Missing() : (string[])[text]; }
        if (run.Value(_text) is null && run.Environment.Terminal.IsInput) { return Missing(); }
        var input = (await run.Environment.Input.ReadToEndAsync()).Trim();
        var texts = run.Value(_lines) ? input.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [input];
        return input.Length > 0 ? texts : Missing();
    }

    private static Problem Missing() => CliProblems.MissingInput.With(
        "There is nothing to remember.", new FieldProblem("text", "is missing", "Give the text in quotes, or pipe it into the command."));
}
