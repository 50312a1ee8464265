using System.CommandLine;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli.Commands;

/// <param name="Value">Null when the key was taken out.</param>
/// <param name="Reloads">Running processes take it over; otherwise it waits for their restart.</param>
/// <param name="OverriddenBy">The variable or flag that wins over the file.</param>
internal sealed record ConfigSetShape(string File, string Key, string? Value, bool Changed, bool Reloads, string? OverriddenBy);

internal sealed class ConfigSetCommand : CliCommand
{
    private readonly Argument<string> _key = new("key") { Description = "Key, as \"graphmemory config keys\" lists it", HelpName = "KEY" };
    private readonly Argument<string?> _value = new("value") { Description = "Its value; lists are separated by commas", HelpName = "VALUE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _unset = new("--unset") { Description = "Take the key out of the file" };

    public ConfigSetCommand(CliEnvironment environment) : base(
        environment, "set", "Write one key to the configuration file; its comments and other entries stay",
        "graphmemory config set logging.level debug",
        "graphmemory config set server.port --unset")
    {
        Add(_key);
        Add(_value);
        Add(_unset);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var (name, value, unset) = (run.Value(_key)!, run.Value(_value), run.Value(_unset));
        if (value is null != unset) { return Task.FromResult(run.Fail(CliProblems.BadUsage.With("Give the key a value, or take it out with --unset."))); }
        var sources = run.Sources() with { Flags = [.. run.Sources().Flags.Where(flag => flag.Path == ConfigurationKeys.DataFolder)] };
        var edit = ConfigurationEdit.Make(sources, name, value);
        if (!edit.IsSuccess) { return Task.FromResult(run.Fail(edit.Problem)); }
        var (file, text) = edit.Value;
        var isChanged = text != file.Text && !(unset && file.Text is null);
        if (isChanged) { new Sqlite.DataFolder(Path.GetDirectoryName(file.Target)!).Create(); }
        if (isChanged && !file.Replace(text))
        {
            return Task.FromResult(run.Fail(ConfigurationProblems.FileChanged.With($"{file.Path} was changed by another program at this moment; run this again.")));
        }

        var key = ConfigurationKeys.All.Items.Single(key => key.Name == name);
        var shown = key.IsSecret && value is not null ? ConfigurationSetting.Mask : value;
        var shape = new ConfigSetShape(file.Path, name, shown, isChanged, key.IsReloadable, Winner(run, name));
        return Task.FromResult(run.Answer(shape, ConfigJsonContext.Default.ConfigSetShape, output => Print(run, output, shape)));
    }

    private static string? Winner(CliRun run, string name) => ConfigurationVariables.Read(run.Environment.Variables).LastOrDefault(entry => entry.Path == name)?.Written;

    private static void Print(CliRun run, TextWriter output, ConfigSetShape shape)
    {
        output.WriteLine($"{shape.Key} {(shape.Value is null ? "is not set" : $"= {shape.Value}")} in {shape.File}");
        if (shape.OverriddenBy is not null) { run.Say($"note: the variable {shape.OverriddenBy} is set and wins over the file"); }
        else if (shape.Changed) { run.Say(shape.Reloads ? "running processes take it over within seconds" : "running processes take it over when they are started again"); }
    }
}
