using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Plugins;
using GraphMemory.Server.Plugins.Pages;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class PluginsListCommand(CliEnvironment environment) : CliCommand(
    environment, "list", "List the plugins: what is compiled in, and what the folder \"plugins\" declares",
    "graphmemory plugins list",
    "graphmemory plugins list --json")
{
    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(memory =>
    {
        var shape = PluginListShape.Of(memory.Plugins);
        foreach (var problem in shape.Problems) { run.Say($"note: {problem}"); }
        return Task.FromResult(run.Answer(shape, PluginJson.Default.PluginListShape, output => Print(run, output, shape)));
    });

    private static void Print(CliRun run, TextWriter output, PluginListShape shape)
    {
        var style = run.Style;
        var table = new TextTable(new("PLUGIN", Paint: style.Bold), new("VERSION"), new("KIND"), new("STATE"), new("WHAT IT DOES", IsFlexible: true));
        foreach (var plugin in shape.Items) { table.Add(plugin.Name, plugin.Version, plugin.Kind, plugin.State, plugin.Reason ?? plugin.Description); }
        table.Write(output, style, run.OutputWidth);
    }
}

internal sealed class PluginsShowCommand : CliCommand
{
    private readonly Argument<string> _name = PluginAnswer.Name();

    public PluginsShowCommand(CliEnvironment environment) : base(
        environment, "show", "Show all that is known of one plugin",
        "graphmemory plugins show summariser") => Add(_name);

    protected override Task<int> RunAsync(CliRun run) => PluginAnswer.RunAsync(run, plugins => Task.FromResult(plugins.Registry.Get(run.Value(_name)!)));
}

/// <summary>The verbs that take nothing but a name.</summary>
internal sealed class PluginsChangeCommand : CliCommand
{
    /// <summary>Who decides, in the record.</summary>
    public const string Who = "cli";

    private readonly Argument<string> _name = PluginAnswer.Name();
    private readonly Func<MemoryPlugins, string, Task<Result<RegisteredPlugin>>> _change;

    private PluginsChangeCommand(CliEnvironment environment, string verb, string description, Func<MemoryPlugins, string, Task<Result<RegisteredPlugin>>> change)
        : base(environment, verb, description, $"graphmemory plugins {verb} summariser")
    {
        _change = change;
        Add(_name);
    }

    public static PluginsChangeCommand Enable(CliEnvironment environment) => new(
        environment, "enable", "Bring a plugin to work, after it has shown that it starts; running processes follow within seconds", (plugins, name) => plugins.EnableAsync(name, Who));

    public static PluginsChangeCommand Disable(CliEnvironment environment) => new(
        environment, "disable", "Call a plugin no more; running processes follow within seconds", (plugins, name) => plugins.DisableAsync(name, Who));

    public static PluginsChangeCommand Validate(CliEnvironment environment) => new(
        environment, "validate", "Look at everything that can be wrong with a plugin, and start it once", (plugins, name) => plugins.ValidateAsync(name, Who));

    protected override Task<int> RunAsync(CliRun run) => PluginAnswer.RunAsync(run, plugins => _change(plugins, run.Value(_name)!));
}

internal sealed class PluginsConfigureCommand : CliCommand
{
    private readonly Argument<string> _name = PluginAnswer.Name();
    private readonly Argument<string[]> _settings = new("settings") { Description = "Settings as key=value; what is left out takes its default", HelpName = "KEY=VALUE", Arity = ArgumentArity.ZeroOrMore };

    public PluginsConfigureCommand(CliEnvironment environment) : base(
        environment, "configure", "Set the configuration of a plugin, whole; a running one starts anew with it",
        "graphmemory plugins configure summariser longer_than=800 sentences=2",
        "graphmemory plugins configure summariser")
    {
        Add(_name);
        Add(_settings);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in run.Value(_settings) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !given.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                return Task.FromResult(run.Fail(CliProblems.BadUsage.With("A setting is not understood.", new FieldProblem("settings", $"\"{text}\" is no new key=value", "Give each key once, as key=value."))));
            }
        }

        return PluginAnswer.RunAsync(run, plugins => plugins.ConfigureAsync(run.Value(_name)!, given, PluginsChangeCommand.Who));
    }
}

/// <summary>The program in the role of a plugin's process.</summary>
internal sealed class PluginsRunCommand : CliCommand
{
    private readonly Argument<string> _name = PluginAnswer.Name();

    public PluginsRunCommand(CliEnvironment environment) : base(
        environment, "run", "Be the process of a plugin that comes with this program; it speaks MCP over standard input and output",
        $"graphmemory plugins run {PageImporter.Name}") => Add(_name);

    protected override async Task<int> RunAsync(CliRun run)
    {
        if (run.Value(_name) != PageImporter.Name)
        {
            return run.Fail(PluginProblems.NotFound.With("No such plugin comes with this program as a process.", new FieldProblem("name", "is not known", $"Use {PageImporter.Name}.")));
        }

        var (input, output) = run.Environment.OpenStreams();
        await PageImporter.RunAsync(input, output, run.Environment.ListenForStop());
        return ExitCodes.Done;
    }
}

/// <summary>What the verbs about one plugin share.</summary>
internal static class PluginAnswer
{
    public static Argument<string> Name() => new("name") { Description = "Name of the plugin" };

    public static Task<int> RunAsync(CliRun run, Func<MemoryPlugins, Task<Result<RegisteredPlugin>>> work) => run.WithMemoryAsync(async memory =>
    {
        var plugin = await work(memory.Plugins);
        if (!plugin.IsSuccess) { return run.Fail(plugin.Problem); }
        var shape = PluginShape.Of(plugin.Value, memory.Plugins.Audit);
        return run.Answer(shape, PluginJson.Default.PluginShape, output => Print(run, output, shape));
    });

    private static void Print(CliRun run, TextWriter output, PluginShape shape)
    {
        var style = run.Style;
        output.WriteLine($"{style.Bold(shape.Name)} {shape.Version}  {shape.Kind}, {SafeText.Line(shape.Origin)}");
        output.WriteLine(SafeText.Line(shape.Description));
        output.WriteLine($"State        {(shape.Reason is null ? style.Green(shape.State) : style.Yellow($"{shape.State}: {SafeText.Line(shape.Reason)}"))}");
        output.WriteLine($"Permissions  {List(shape.Permissions)}");
        output.WriteLine($"Hooks        {List([.. shape.Hooks.Select(hook => $"{hook.Hook} ({hook.Order}, {hook.LimitMs} ms)")])}");
        foreach (var setting in shape.Settings) { output.WriteLine($"  {setting.Name} = {SafeText.Line(setting.Value ?? "")}  {style.Dim($"{setting.Description}: {setting.Allowed}")}"); }
        foreach (var entry in shape.Audit ?? []) { output.WriteLine(style.Dim(SafeText.Line($"{entry.At:yyyy-MM-dd HH:mm:ss}Z  {entry.Who} {entry.What} {entry.Detail}"))); }
    }

    private static string List(string[] items) => items.Length == 0 ? "none" : SafeText.Line(string.Join(", ", items));
}
