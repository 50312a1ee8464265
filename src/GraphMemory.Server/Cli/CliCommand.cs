using System.CommandLine;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Cli;

/// <summary>One verb of the command line: its words, its examples, and what it does.</summary>
internal abstract class CliCommand : Command, INamed
{
    protected CliCommand(CliEnvironment environment, string name, string description, params string[] examples) : base(name, description)
    {
        Examples = examples;
        SetAction((parsed, _) => RunAsync(new CliRun(environment, parsed)));
    }

    /// <summary>Command lines that <c>--help</c> shows.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Returns the exit code (<see cref="ExitCodes"/>).</summary>
    protected abstract Task<int> RunAsync(CliRun run);
}

/// <summary>A word that only groups others: <c>config show</c>, <c>config keys</c>.</summary>
internal sealed class CliGroup : Command, INamed
{
    public CliGroup(string name, string description, params ReadOnlySpan<Command> commands) : base(name, description)
    {
        foreach (var command in commands) { Add(command); }
    }
}
