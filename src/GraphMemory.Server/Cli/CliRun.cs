using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli;

/// <summary>One invocation of one command: its arguments, the environment, and the ways to answer.</summary>
internal sealed class CliRun(CliEnvironment environment, ParseResult parsed)
{
    public CliEnvironment Environment { get; } = environment;

    public ParseResult Parsed { get; } = parsed;

    public bool IsJson => Parsed.GetValue<bool>(CommonOptions.Json);

    /// <summary>Width that text for people must keep; 0 when it goes to a file or a pipe.</summary>
    public int OutputWidth => Environment.Terminal.IsOutput ? Environment.Terminal.Width : 0;

    public TextStyle Style { get; } = TextStyle.Of(environment);

    public T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>The configuration in force; <paramref name="named"/> lists the command's own flags that stand for a key.</summary>
    public Result<LoadedConfiguration> Configuration(params (string Flag, string Path)[] named) => ConfigurationLoader.Load(new(
        Environment.DefaultDataFolder, Environment.Variables, Parsed.GetValue<string>(CommonOptions.Config), CommonOptions.Flags(Parsed, named)));

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
        else { text(Environment.Output); }
        return ExitCodes.Done;
    }

    public void WriteJson<T>(T shape, JsonTypeInfo<T> type) => JsonText.Write(Environment.Output, shape, type);

    /// <summary>A remark for the person, never part of the data.</summary>
    public void Say(string text) => Environment.Error.WriteLine(text);
}
