using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli.Completion;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class CompletionCommand : CliCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = $"One of {string.Join(", ", Shells.Create().Items.Select(shell => shell.Name))}", HelpName = "SHELL" };

    public CompletionCommand(CliEnvironment environment) : base(
        environment, "completion", "Print the script by which a shell completes commands, options and names from the memory",
        [.. Shells.Create().Items.Select(shell => shell.Install)]) => Add(_shell);

    protected override Task<int> RunAsync(CliRun run)
    {
        var (shells, name) = (Shells.Create(), run.Value(_shell)!);
        if (!shells.TryGet(name, out var shell))
        {
            return Task.FromResult(run.Fail(CliProblems.BadUsage.With(
                $"There is no script for \"{name}\".", new FieldProblem("shell", "is not known", $"Use one of {string.Join(", ", shells.Items.Select(known => known.Name))}."))));
        }

        run.Environment.Output.WriteLine(shell.Script);
        return Task.FromResult(ExitCodes.Done);
    }
}
