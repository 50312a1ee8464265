using System.CommandLine;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Cli;

/// <summary>Before something is erased a person on a terminal is asked; a script says <c>--yes</c>.</summary>
internal sealed class ConfirmOption
{
    private const string Yes = "yes";

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    public void AddTo(Command command) => command.Add(_yes);

    /// <param name="what">The consequence, as a sentence without its full stop.</param>
    public async Task<bool> IsGivenAsync(CliRun run, string what)
    {
        if (run.Value(_yes)) { return true; }
        if (!run.Environment.Terminal.IsInput) { return false; }
        await run.Environment.Error.WriteAsync($"{what}. Type {Yes} to go on: ");
        return await run.Environment.Input.ReadLineAsync() == Yes;
    }

    public static Problem Missing(string outcome) =>
        CliProblems.NotConfirmed.With(outcome, new FieldProblem("--yes", "is missing", $"Answer {Yes} on a terminal, or pass --yes."));
}
