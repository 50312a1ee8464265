using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Cli.Completion;
using GraphMemory.Server.Hooks;
using GraphMemory.Server.Plugins.Processes;

namespace GraphMemory.Server.Cli;

/// <summary>The command line's door. Nothing is built but what the command itself needs: cold start is part of the product.</summary>
internal static class GraphMemoryCli
{
    public static Task<int> RunAsync(string[] args, CliEnvironment environment) =>
        PluginLaunch.IsMeant(args) ? Task.FromResult(PluginLaunch.Run(args, environment.Error))
        : HookRun.IsMeant(args) ? Task.FromResult(HookRun.Run(environment, HookSettings.Of(args.AsSpan(1))))
        : CompletionRun.IsMeant(args) ? Task.FromResult(CompletionRun.Run(environment, args.AsSpan(2)))
        : RunCommandAsync(args, environment);

    private static async Task<int> RunCommandAsync(string[] args, CliEnvironment environment)
    {
        // Without response files: a text that begins with @ is a text.
        var parsed = Root(environment).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var unknown = parsed.Action is ExampleHelp ? [] : UnknownOptions.In(args, parsed);
        if (unknown.Length > 0 || parsed.Action is ParseErrorAction) { return Refuse(parsed, environment, unknown); }
        var invocation = new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (StoreFaultException fault)
        {
            return new CliRun(environment, parsed).Fail(fault.Problem);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new CliRun(environment, parsed).Fail(CliProblems.FileFault.With(fault.Message));
        }
        catch (OperationCanceledException)
        {
            environment.Error.WriteLine("Stopped.");
            return ExitCodes.Failed;
        }
    }

    public static RootCommand Root(CliEnvironment environment)
    {
        var root = new RootCommand("A long-term memory for coding assistants: facts in a temporal graph, recalled in milliseconds.");
        foreach (var option in GlobalOptions.Create()) { root.Add(option); }
        foreach (var command in CliCommands.All(environment)) { root.Add(command); }
        var help = root.Options.OfType<HelpOption>().Single();
        var examples = new ExampleHelp((HelpAction)help.Action!);
        help.Action = examples;
        root.SetAction(parsed => parsed.Tokens.Count == 0 ? examples.Invoke(parsed) : Refuse(parsed, environment, []));
        return root;
    }

    private static int Refuse(ParseResult parsed, CliEnvironment environment, ImmutableArray<FieldProblem> unknown)
    {
        var known = parsed.CommandResult.Command.Subcommands.Select(sub => sub.Name).ToList();
        var detail = unknown.Length > 0
            ? $"There is no option {string.Join(" or ", unknown.Select(field => field.Field))} here."
            : string.Join(" ", parsed.Errors.Select(error => Words(error.Message)).DefaultIfEmpty("A command is missing."));
        var fields = parsed.UnmatchedTokens
            .Select(token => (token, nearest: NearestNames.Of(token, known, 1).FirstOrDefault()))
            .Where(pair => pair.nearest is not null)
            .Select(pair => new FieldProblem(pair.token, "is not known here", $"Did you mean {pair.nearest}?"));
        var code = new CliRun(environment, parsed).Fail(CliProblems.BadUsage.With(detail, [.. unknown, .. fields]));
        environment.Error.WriteLine($"\"{Path(parsed.CommandResult)} --help\" shows what it takes.");
        return code;
    }

    // The library names the type of the runtime; every option that is parsed is a number.
    private static string Words(string message) =>
        message.IndexOf(" as expected type", StringComparison.Ordinal) is > 0 and var at ? $"{message[..at]}: give a number." : message;

    private static string Path(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "graphmemory";
}
