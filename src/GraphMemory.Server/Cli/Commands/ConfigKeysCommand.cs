using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ConfigKeysCommand(CliEnvironment environment) : CliCommand(
    environment, "keys", "Explain every key: type, default, what is allowed",
    "graphmemory config keys",
    "graphmemory config keys --json")
{
    protected override Task<int> RunAsync(CliRun run)
    {
        var shapes = ConfigurationKeys.All.Items.Select(KeyShape.Of).ToArray();
        return Task.FromResult(run.Answer(shapes, ConfigJsonContext.Default.KeyShapeArray, output => Print(run, output, shapes)));
    }

    private static void Print(CliRun run, TextWriter output, KeyShape[] keys)
    {
        foreach (var key in keys)
        {
            output.WriteLine($"{run.Style.Cyan(key.Key)}  {run.Style.Dim($"{key.Type}, default {(key.Default.Length == 0 ? "(empty)" : key.Default)}")}");
            output.WriteLine($"    {key.Description}.");
            output.WriteLine($"    Allowed: {key.Allowed}. Variable: {string.Join(" or ", key.Variables)}.{Marks(key)}");
        }
    }

    private static string Marks(KeyShape key) => (key.Secret ? " Secret." : "") + (key.Reloadable ? " Taken over by a running server." : "");
}
