using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli;

/// <summary>Everything a command sees of the world, so that tests run each command inside their own process.</summary>
internal sealed record CliEnvironment
{
    public required TextReader Input { get; init; }

    /// <summary>For data: what a script reads.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>For talk: progress, hints, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The raw streams, for protocols that own stdin and stdout.</summary>
    public required Func<(Stream Input, Stream Output)> OpenStreams { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>The user's home folder.</summary>
    public required string Home { get; init; }

    /// <summary>The current folder: its repository chooses the workspace when nothing names one.</summary>
    public required string Folder { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The binary that runs; a benchmark starts it again.</summary>
    public string Executable { get; init; } = Environment.ProcessPath ?? "graphmemory";

    public required Terminal Terminal { get; init; }

    /// <summary>Starts to listen for the wish to stop (Ctrl+C, SIGTERM), and returns the token that tells it.</summary>
    public required Func<CancellationToken> ListenForStop { get; init; }

    /// <summary>Runs an action at each wish to read the configuration again (SIGHUP).</summary>
    public Action<Action> ListenForReload { get; init; } = _ => { };

    /// <summary>Shows a text in a pager, by the command line of one; false when it could not be started.</summary>
    public Func<string, string, bool> Page { get; init; } = (_, _) => false;

    public string DefaultDataFolder => DataFolderDefault.Of(Platform, Home, Variables);
}

/// <summary>Which ends are a person's terminal.</summary>
/// <param name="Height">Lines that it shows; 0 when that is not known.</param>
internal sealed record Terminal(bool IsInput, bool IsOutput, bool IsError, int Width, int Height = 0)
{
    public static Terminal None { get; } = new(false, false, false, 0);
}
