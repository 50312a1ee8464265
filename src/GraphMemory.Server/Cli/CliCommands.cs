using System.CommandLine;
using GraphMemory.Server.Cli.Commands;

namespace GraphMemory.Server.Cli;

/// <summary>Every command, in the order that help shows them. To add one: a class in Commands/ and a line here.</summary>
internal static class CliCommands
{
    public static IEnumerable<Command> All(CliEnvironment environment) =>
    [
        new ServeCommand(environment),
        new McpCommand(environment),
        new SetupCommand(environment),
        new HookCommand(environment),
        new RememberCommand(environment),
        new RecallCommand(environment),
        new ContextCommand(environment),
        new GetCommand(environment),
        new LinkCommand(environment),
        new ForgetCommand(environment),
        new PurgeCommand(environment),
        new TimelineCommand(environment),
        new ConflictsCommand(environment),
        new ReviewCommand(environment),
        new MergeCommand(environment),
        new UnmergeCommand(environment),
        PinCommand.Pin(environment),
        PinCommand.Unpin(environment),
        new TierCommand(environment),
        new CliGroup(
            "care", "Show what could be put in order, and take it back", new CareDuplicatesCommand(environment), new CareOrphansCommand(environment),
            new CareStaleCommand(environment), new CareTagsCommand(environment), new CareTiersCommand(environment), new CareHistoryCommand(environment),
            new CareUndoCommand(environment)),
        new RunCommand(environment),
        new AlgorithmsCommand(environment),
        new ImportCommand(environment),
        new ExportCommand(environment),
        new BackupCommand(environment),
        new RestoreCommand(environment),
        new CliGroup(
            "workspaces", "List, make, rename, merge, bound and delete workspaces", new WorkspacesListCommand(environment), new WorkspacesCreateCommand(environment),
            new WorkspacesRenameCommand(environment), new WorkspacesMergeCommand(environment), new WorkspacesQuotaCommand(environment),
            new WorkspacesDeleteCommand(environment)),
        new StatusCommand(environment),
        new DoctorCommand(environment),
        new RegistryCommand(environment),
        new CompletionCommand(environment),
        new SchemaCommand(environment),
        new CliGroup(
            "vectors", "Vectors of texts, where a provider is configured", new VectorsStatusCommand(environment), new VectorsUpdateCommand(environment),
            new VectorsRebuildCommand(environment)),
        new CliGroup(
            "plugins", "List, enable, disable, set up and check plugins", new PluginsListCommand(environment), new PluginsShowCommand(environment),
            PluginsChangeCommand.Enable(environment), PluginsChangeCommand.Disable(environment), new PluginsConfigureCommand(environment),
            PluginsChangeCommand.Validate(environment), new PluginsRunCommand(environment)),
        new CliGroup(
            "config", "Show, check and change the configuration", new ConfigShowCommand(environment), new ConfigKeysCommand(environment),
            new ConfigSetCommand(environment), new ConfigValidateCommand(environment)),
        new CliGroup(
            "eval", "Measure quality on files of your own", new EvalRetrievalCommand(environment), new EvalBitemporalCommand(environment),
            new EvalCacheCommand(environment)),
        new CliGroup(
            "bench", "Measure speed on this machine", new BenchMemoryCommand(environment), new BenchRestCommand(environment), new BenchHookCommand(environment),
            new BenchVectorsCommand(environment), new BenchAnalyticsWorkspaceCommand(environment), new BenchAnalyticsStressCommand(environment), new BenchAnalyticsCommand(environment)),
    ];
}
