using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli.Commands;

/// <param name="File">Null when there is none.</param>
/// <param name="Set">Keys that differ from the built-in default by some source.</param>
internal sealed record ConfigValidShape(string? File, string[] Set);

internal sealed class ConfigValidateCommand(CliEnvironment environment) : CliCommand(
    environment, "validate", "Check the file, the variables and the flags; tell every fault with its fix",
    "graphmemory config validate",
    "graphmemory config validate --config ./config.json")
{
    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration();
        if (!loaded.IsSuccess) { return Task.FromResult(run.Fail(loaded.Problem)); }
        string[] set = [.. loaded.Value.Settings.Where(setting => setting.Origin != ConfigurationSetting.DefaultOrigin).Select(setting => setting.Key.Name)];
        var shape = new ConfigValidShape(loaded.Value.FilePath, set);
        return Task.FromResult(run.Answer(shape, ConfigJsonContext.Default.ConfigValidShape, output =>
            output.WriteLine($"The configuration is valid: {shape.File ?? "no file"}, {(set.Length == 0 ? "nothing set" : $"set: {string.Join(", ", set)}")}")));
    }
}
