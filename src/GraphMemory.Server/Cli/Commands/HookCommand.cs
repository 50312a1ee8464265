using System.CommandLine;
using GraphMemory.Server.Hooks;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Explains itself here; when it is run, <see cref="HookRun"/> usually takes over before this is built.</summary>
internal sealed class HookCommand : CliCommand
{
    private readonly Argument<string> _event = new("event") { Description = $"One of {string.Join(", ", HookEvents.Create().Items.Select(hook => hook.Name))}", HelpName = "EVENT" };
    private readonly Option<string> _format = new(HookOptions.Format) { Description = $"How the answer is written: {string.Join(", ", HookFormats.Create().Items.Select(format => format.Name))}", HelpName = "FORMAT" };
    private readonly Option<int?> _budget = new(HookOptions.Budget) { Description = "Tokens that the answer may cost", HelpName = "TOKENS" };

    private readonly Option<int?> _timeout = new(HookOptions.Timeout) { Description = "Milliseconds after which nothing is said; 1,000 where the client waits", HelpName = "MS" };

    public HookCommand(CliEnvironment environment) : base(
        environment, HookRun.Command, "Bring the memory into a client's conversation: what its hooks run, with the event as JSON on stdin",
        "echo '{\"cwd\": \".\"}' | graphmemory hook session-start --format text",
        "graphmemory hook prompt --budget 400")
    {
        Add(_event);
        Add(_format);
        Add(_budget);
        Add(_timeout);
    }

    protected override Task<int> RunAsync(CliRun run) => Task.FromResult(HookRun.Run(
        run.Environment,
        new(run.Value(_event)!, run.Value(_format), run.Value(_budget), run.Value(_timeout), run.Parsed.GetValue<string>(GlobalOptions.Config), GlobalOptions.Flags(run.Parsed, []))));
}
