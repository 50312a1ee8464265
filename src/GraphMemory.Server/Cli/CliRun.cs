using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli;

/// <summary>One invocation of one command: its arguments, the environment, and the ways to answer.</summary>
internal sealed class CliRun(CliEnvironment environment, ParseResult parsed)
{
    public CliEnvironment Environment { get; } = environment;

    public ParseResult Parsed { get; } = parsed;

    public bool IsJson => Parsed.GetValue<bool>(GlobalOptions.Json);

    /// <summary>Width that text for people must keep; 0 when it goes to a file or a pipe.</summary>
    public int OutputWidth => !Environment.Terminal.IsOutput ? 0
        : int.TryParse(Environment.Variables.GetValueOrDefault("COLUMNS"), out var columns) && columns > 0 ? columns : Environment.Terminal.Width;

    public TextStyle Style { get; } = TextStyle.Of(environment);

    public T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>An instant given by option; null when it is not given.</summary>
    public Result<long?> Instant(Option<string> option)
    {
        if (Value(option) is not { } text) { return (long?)null; }
        return TimeText.Parse(text, Environment.Time) is { } atMs
            ? atMs
            : CliProblems.BadUsage.With("A time is not understood.", new FieldProblem(option.Name, $"\"{text}\" is not a time", $"Give {TimeText.Allowed}."));
    }

    /// <summary>The configuration in force; <paramref name="named"/> lists the command's own flags that stand for a key.</summary>
    public Result<LoadedConfiguration> Configuration(params (string Flag, string Path)[] named) => ConfigurationLoader.Load(Sources(named));

    /// <summary>What the configuration is read from.</summary>
    public ConfigurationSources Sources(params (string Flag, string Path)[] named) => new(
        Environment.DefaultDataFolder, Environment.Variables, Parsed.GetValue<string>(GlobalOptions.Config), GlobalOptions.Flags(Parsed, named))
    {
        Workspace = AutomaticWorkspace.Of(Environment.Folder),
    };

    /// <summary>Opens the memory, runs <paramref name="work"/> on it, and closes it again.</summary>
    public async Task<int> WithMemoryAsync(Func<MemoryHost, Task<int>> work)
    {
        var configuration = Configuration();
        if (!configuration.IsSuccess) { return Fail(configuration.Problem); }
        var opened = MemoryHost.Open(configuration.Value.Options, Environment.Time);
        if (!opened.IsSuccess) { return Fail(opened.Problem); }
        using var memory = opened.Value;
        return await work(memory);
    }

    /// <summary>Runs <paramref name="read"/> on the workspace in use.</summary>
    public Task<int> ReadAsync(Func<MemoryHost, long, int> read) => WithMemoryAsync(async memory =>
    {
        var workspace = await memory.WorkspaceToReadAsync(CancellationToken.None);
        return workspace.IsSuccess ? read(memory, workspace.Value) : Fail(workspace.Problem);
    });

    /// <summary>Runs one command of the engine on the workspace in use, once for each <c>--idempotency-key</c>, and shows its result.</summary>
    /// <param name="workspaceName">Another workspace than the one in use.</param>
    public Task<int> WriteAsync<T>(ShapedCommand<T> command, string input, Action<T, TextWriter> text, string? workspaceName = null) => WithMemoryAsync(async memory =>
    {
        var workspace = await memory.Store.OpenWorkspaceAsync(workspaceName ?? memory.Options.Data.WorkspaceInUse, CancellationToken.None);
        if (!workspace.IsSuccess) { return Fail(workspace.Problem); }
        var result = await memory.Commands.ExecuteAsync(workspace.Value.Id, command, IdempotencyOption.Of(this, input, command.Type), CancellationToken.None);
        return result.IsSuccess ? Answer(result.Value, command.Type, output => text(result.Value, output)) : Fail(result.Problem);
    });

    public int Fail(Problem problem)
    {
        ProblemText.Write(Environment.Error, problem, TextStyle.OfError(Environment));
        if (IsJson) { WriteJson(Http.ProblemBody.Of(problem, requestId: null), Http.ProblemJsonContext.Default.ProblemBody); }
        return ExitCodes.Of(problem);
    }

    /// <summary>Prints the JSON shape, or the text for people.</summary>
    public int Answer<T>(T shape, JsonTypeInfo<T> type, Action<TextWriter> text)
    {
        if (IsJson) { WriteJson(shape, type); }
        else { Pager.Show(this, text); }
        return ExitCodes.Done;
    }

    public void WriteJson<T>(T shape, JsonTypeInfo<T> type) => JsonText.Write(Environment.Output, shape, type);

    /// <summary>A remark for the person, never part of the data.</summary>
    public void Say(string text) => Environment.Error.WriteLine(text);
}
