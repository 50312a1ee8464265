using GraphMemory.Engine.Registries;
using GraphMemory.Server.Setup;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What <c>graphmemory setup</c> alone shows: the clients there are, and how far each is set up.</summary>
internal static class SetupList
{
    public static int Show(CliRun run, Registry<SetupClient> clients, SetupPlaces places, SetupOptions options)
    {
        ClientStateShape[] shapes = [.. clients.Items.Where(client => places.Project is null || client.WhyNoProject is null).Select(client => Shape(client, places, options))];
        return run.Answer(shapes, SetupJsonContext.Default.ClientStateShapeArray, output => Print(run, output, shapes));
    }

    private static ClientStateShape Shape(SetupClient client, SetupPlaces places, SetupOptions options)
    {
        var state = ClientState.Of(client, places, options);
        return new(client.Name, client.Title, state.Standing.ToString().ToLowerInvariant(), state.Detail, state.Path, state.Command);
    }

    private static void Print(CliRun run, TextWriter output, ClientStateShape[] shapes)
    {
        var table = new TextTable(new("CLIENT", Paint: run.Style.Bold), new("STATE"), new("FILE", IsFlexible: true));
        foreach (var shape in shapes) { table.Add(shape.Client, shape.State == "broken" ? $"broken: {shape.Detail}" : shape.Detail, shape.Path); }
        table.Write(output, run.Style, run.OutputWidth);
        run.Say("Connect one with \"graphmemory setup CLIENT\", or all that were found with \"graphmemory setup all\".");
    }
}
