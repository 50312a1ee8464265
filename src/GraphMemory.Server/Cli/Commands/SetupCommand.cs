using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Editing;
using GraphMemory.Server.Setup;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class SetupCommand : CliCommand
{
    private const string Everyone = "all";
    private const string RecordsName = "setup.json";

    private readonly Argument<string?> _client = new("client") { Description = "Client, or all that are found on this machine; without it the clients are listed", HelpName = "CLIENT", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would change as a unified diff, and write nothing" };
    private readonly Option<bool> _remove = new("--remove") { Description = "Take it out again, to the last byte" };
    private readonly Option<bool> _project = new("--project") { Description = "Set up the project of this folder instead of the user" };
    private readonly Option<string> _tools = new("--tools") { Description = "Tool profile that the client is offered", HelpName = "PROFILE" };
    private readonly Option<bool> _noHooks = new("--no-hooks") { Description = "Without the hooks that bring the memory into each conversation" };
    private readonly Option<bool> _noRules = new("--no-rules") { Description = "Without the rules that tell the assistant to use its memory" };

    public SetupCommand(CliEnvironment environment) : base(
        environment, "setup", "Connect a client: its settings, and hooks or rules by which it uses its memory unasked",
        "graphmemory setup",
        "graphmemory setup claude-code",
        "graphmemory setup cursor --project --dry-run",
        "graphmemory setup all --remove")
    {
        Add(_client);
        foreach (var option in (Option[])[_dryRun, _remove, _project, _tools, _noHooks, _noRules]) { Add(option); }
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var clients = SetupClients.Create();
        if (run.Value(_tools) is { } tools && !Mcp.ToolProfiles.Create().TryGet(tools, out _)) { return Task.FromResult(run.Fail(UnknownTools(tools))); }
        var places = new SetupPlaces(
            run.Environment.Platform, run.Environment.Home, run.Environment.Variables,
            run.Value(_project) ? SetupPlaces.ProjectOf(run.Environment.Folder) : null);
        if (run.Value(_client) is not { } name) { return Task.FromResult(SetupList.Show(run, clients, places, Wanted(run))); }
        var chosen = Choose(run, clients, name, places);
        return Task.FromResult(chosen.IsSuccess ? SetUp(run, chosen.Value, places) : run.Fail(chosen.Problem));
    }

    private int SetUp(CliRun run, ImmutableArray<SetupClient> clients, SetupPlaces places)
    {
        var records = new SetupRecords(Path.Combine(run.Environment.DefaultDataFolder, RecordsName));
        var shapes = new List<ClientSetupShape>();
        var isDry = run.Value(_dryRun);
        foreach (var client in clients)
        {
            var parts = client.Parts(places, Wanted(run)).Where(IsWanted);
            var plan = new SetupPlan(records).Make(client, parts, run.Value(_remove));
            if (!plan.IsSuccess) { return run.Fail(plan.Problem); }
            if (!isDry && new SetupWork(records).Run(plan.Value) is { } problem) { return run.Fail(problem); }
            shapes.Add(ClientSetupShape.Of(client, plan.Value, isDry));
        }

        ClientSetupShape[] all = [.. shapes];
        return run.Answer(all, SetupJsonContext.Default.ClientSetupShapeArray, output => SetupText.Print(run, output, all, isDry));

        bool IsWanted(SetupPart part) => run.Value(_remove) || part.Kind switch
        {
            SetupPartKind.Hooks => !run.Value(_noHooks),
            SetupPartKind.Rules => !run.Value(_noRules),
            _ => true,
        };
    }

    private SetupOptions Wanted(CliRun run) => new(
        run.Environment.Platform, run.Environment.Executable,
        Given(run, GlobalOptions.Data) is { } folder ? Path.GetFullPath(folder) : run.Environment.Variables.GetValueOrDefault("GRAPHMEMORY_DATA") is { Length: > 0 } set ? Path.GetFullPath(set) : null,
        Given(run, GlobalOptions.Workspace), run.Value(_tools));

    private static string? Given(CliRun run, string option) =>
        run.Parsed.GetResult(option) is System.CommandLine.Parsing.OptionResult { Implicit: false } ? run.Parsed.GetValue<string>(option) : null;

    private Result<ImmutableArray<SetupClient>> Choose(CliRun run, Registry<SetupClient> clients, string name, SetupPlaces places)
    {
        if (name == Everyone)
        {
            return clients.Items.Where(client => (run.Value(_remove) || client.IsDetected(places)) && (places.Project is null || client.WhyNoProject is null)).ToImmutableArray();
        }

        if (!clients.TryGet(name, out var client))
        {
            return SetupProblems.UnknownClient.With(
                $"There is no client \"{name}\".",
                new FieldProblem("client", "is not known", clients.Nearest(name, 1).FirstOrDefault() is { } nearest
                    ? $"Did you mean {nearest}?"
                    : $"Name one of {string.Join(", ", clients.Items.Select(known => known.Name))}, or {Everyone}."));
        }

        return places.Project is not null && client.WhyNoProject is { } why
            ? SetupProblems.NoProjectFile.With($"{why}.", new FieldProblem(_project.Name, "does not apply", $"Set it up for the user: graphmemory setup {name}"))
            : ImmutableArray.Create(client);
    }

    private static Problem UnknownTools(string tools) => Mcp.McpProblems.UnknownProfile.With(
        $"There is no tool profile \"{tools}\".",
        new FieldProblem("--tools", "names no profile", $"Use one of {string.Join(", ", Mcp.ToolProfiles.Create().Items.Select(known => known.Name))}."));
}
