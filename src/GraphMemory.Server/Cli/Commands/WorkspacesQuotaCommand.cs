using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class WorkspacesQuotaCommand : CliCommand
{
    private readonly Argument<string?> _name = new("name") { Description = "Workspace; the one in use when left out", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<long?> _entities = new("--entities") { Description = "Live entities; 0 for any number", HelpName = "N" };
    private readonly Option<long?> _facts = new("--facts") { Description = "Standing facts; 0 for any number", HelpName = "N" };
    private readonly Option<long?> _textBytes = new("--text-bytes") { Description = "Bytes of stored text; 0 for any amount", HelpName = "N" };

    public WorkspacesQuotaCommand(CliEnvironment environment) : base(
        environment, "quota", "Show or set what a workspace may hold",
        "graphmemory workspaces quota",
        "graphmemory workspaces quota scratch --facts 10000 --text-bytes 50000000",
        "graphmemory workspaces quota scratch --facts 0")
    {
        Add(_name);
        Add(_entities);
        Add(_facts);
        Add(_textBytes);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        if (Negative(run) is { } problem) { return run.Fail(problem); }
        var (name, care) = (run.Value(_name) ?? memory.Options.Data.WorkspaceInUse, new WorkspaceActions(memory));
        var shape = IsChange(run)
            ? await care.BoundAsync(name, quotas => Changed(run, quotas), CancellationToken.None)
            : care.Find(name).Map(workspace => WorkspaceShape.Of(memory, workspace));
        return shape.IsSuccess
            ? run.Answer(shape.Value, WorkspaceJsonContext.Default.WorkspaceShape, output => Print(run, output, shape.Value))
            : run.Fail(shape.Problem);
    });

    private bool IsChange(CliRun run) => run.Value(_entities) is not null || run.Value(_facts) is not null || run.Value(_textBytes) is not null;

    private Quotas Changed(CliRun run, Quotas quotas) => new(
        Bound(run.Value(_entities), quotas.EntitiesMax), Bound(run.Value(_facts), quotas.FactsMax), Bound(run.Value(_textBytes), quotas.TextBytesMax));

    private static long? Bound(long? given, long? before) => given is null ? before : given == 0 ? null : given;

    private Problem? Negative(CliRun run) => ((Option<long?>[])[_entities, _facts, _textBytes]).FirstOrDefault(option => run.Value(option) < 0) is { } option
        ? CliProblems.BadUsage.With("A quota is not below 0.", new FieldProblem(option.Name, $"is {run.Value(option)}", "Give a whole number; 0 lifts the quota."))
        : null;

    private static void Print(CliRun run, TextWriter output, WorkspaceShape shape)
    {
        var table = new TextTable(new("", IsFlexible: true), new("IN USE", IsRight: true), new("MAY HOLD", IsRight: true));
        table.Add("entities", $"{shape.Entities:N0}", Max(shape.Quotas.EntitiesMax));
        table.Add("facts", $"{shape.Observations + shape.Relations:N0}", Max(shape.Quotas.FactsMax));
        table.Add("text bytes", $"{shape.TextBytes:N0}", Max(shape.Quotas.TextBytesMax));
        output.WriteLine(SafeText.Line(shape.Name));
        table.Write(output, run.Style, run.OutputWidth);
    }

    private static string Max(long? max) => max is null ? "any" : $"{max:N0}";
}
