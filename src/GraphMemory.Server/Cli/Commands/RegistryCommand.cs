using System.Text.Json.Serialization;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Something with a name, and one line about it.</summary>
internal sealed record RegistryItemShape(string Name, string Text);

internal sealed record RegistryShape(string Title, RegistryItemShape[] Items);

internal sealed class RegistryCommand(CliEnvironment environment) : CliCommand(
    environment, "registry", "List everything that has a name: commands, tools, configuration keys, problem codes",
    "graphmemory registry",
    "graphmemory registry --json")
{
    protected override Task<int> RunAsync(CliRun run)
    {
        var shapes = Shapes(run.Environment).ToArray();
        return Task.FromResult(run.Answer(shapes, RegistryJsonContext.Default.RegistryShapeArray, output => Print(run, output, shapes)));
    }

    private static IEnumerable<RegistryShape> Shapes(CliEnvironment environment) =>
    [
        new("commands", [.. CliCommands.All(environment).Select(command => new RegistryItemShape(command.Name, command.Description ?? ""))]),
        .. RegistryShapes.Of(RestEndpoints.All),
    ];

    private static void Print(CliRun run, TextWriter output, RegistryShape[] shapes)
    {
        foreach (var shape in shapes)
        {
            output.WriteLine(run.Style.Bold(shape.Title));
            var table = new TextTable(new("", Paint: run.Style.Cyan), new("", IsFlexible: true));
            foreach (var item in shape.Items) { table.Add("  " + item.Name, item.Text); }
            table.Write(output, run.Style, run.OutputWidth);
            output.WriteLine();
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RegistryShape[]))]
internal sealed partial class RegistryJsonContext : JsonSerializerContext;
