using System.Globalization;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesListCommand(CliEnvironment environment) : CliCommand(
    environment, "list", "List the workspaces with what they hold and may hold",
    "graphmemory workspaces list",
    "graphmemory workspaces list --json")
{
    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        await memory.EraseDeletedAsync();
        var shape = new WorkspaceListShape(WorkspaceShape.All(memory));
        return run.Answer(shape, WorkspaceJsonContext.Default.WorkspaceListShape, output => Print(run, output, shape.Workspaces, memory.Options.Data.WorkspaceInUse));
    });

    public static void Print(CliRun run, TextWriter output, WorkspaceShape[] workspaces, string inUse)
    {
        if (workspaces.Length == 0)
        {
            run.Say("There is no workspace yet. Try: graphmemory remember \"The build runs on Linux\" --about build");
            return;
        }

        var style = run.Style;
        var table = new TextTable(
            new("", Paint: style.Green), new("WORKSPACE", IsFlexible: true, Paint: style.Bold), new("ENTITIES", IsRight: true), new("OBSERVATIONS", IsRight: true),
            new("RELATIONS", IsRight: true), new("CONFLICTS", IsRight: true), new("TEXT", IsRight: true), new("LOG", IsRight: true));
        foreach (var workspace in workspaces)
        {
            table.Add(
                workspace.Name == inUse ? "*" : "", workspace.Name, Bounded(workspace.Entities, workspace.Quotas.EntitiesMax), Number(workspace.Observations),
                Number(workspace.Relations), Number(workspace.OpenConflicts), Text(workspace), Number(workspace.HeadSeq));
        }

        table.Write(output, style, run.OutputWidth);
        foreach (var workspace in workspaces.Where(workspace => workspace.Quotas.FactsMax is not null))
        {
            output.WriteLine(SafeText.Line($"{workspace.Name} holds {workspace.Observations + workspace.Relations:N0} of {workspace.Quotas.FactsMax:N0} facts"));
        }
    }

    private static string Text(WorkspaceShape workspace) =>
        workspace.Quotas.TextBytesMax is { } max ? $"{ByteText.Of(workspace.TextBytes)} of {ByteText.Of(max)}" : ByteText.Of(workspace.TextBytes);

    private static string Bounded(long value, long? max) => max is null ? Number(value) : $"{Number(value)} of {Number(max.Value)}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
