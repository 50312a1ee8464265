namespace GraphMemory.Server.Cli.Commands;

internal sealed class ConfigShowCommand(CliEnvironment environment) : CliCommand(
    environment, "show", "Show every setting in force, and where its value comes from",
    "graphmemory config show",
    "graphmemory config show --set server.port=9000 --json")
{
    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration();
        if (!loaded.IsSuccess) { return Task.FromResult(run.Fail(loaded.Problem)); }
        var shapes = loaded.Value.Settings.Select(setting => new SettingShape(setting.Key.Name, setting.Value, setting.Origin, setting.Key.IsSecret)).ToArray();
        return Task.FromResult(run.Answer(shapes, ConfigJsonContext.Default.SettingShapeArray, output => Print(run, output, shapes)));
    }

    private static void Print(CliRun run, TextWriter output, SettingShape[] settings)
    {
        var table = new TextTable(new("KEY", Paint: run.Style.Cyan), new("VALUE", IsFlexible: true), new("ORIGIN"));
        foreach (var setting in settings) { table.Add(setting.Key, setting.Value, setting.Origin); }
        table.Write(output, run.Style, run.OutputWidth);
    }
}
