using System.CommandLine;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class McpCommand : CliCommand
{
    private readonly Option<string> _tools = new("--tools") { Description = $"Tool profile: {string.Join(", ", ToolProfiles.Names)}", HelpName = "PROFILE" };

    public McpCommand(CliEnvironment environment) : base(
        environment, "mcp", "Speak MCP over standard input and output: what an assistant starts",
        "graphmemory mcp",
        "graphmemory mcp --data ./memory --tools reference",
        "claude mcp add graphmemory -- graphmemory mcp") => Add(_tools);

    protected override async Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration((_tools.Name, ConfigurationKeys.McpTools));
        if (!loaded.IsSuccess) { return run.Fail(loaded.Problem); }
        var (options, limits, profiles) = (loaded.Value.Options, loaded.Value.Options.Mcp.ToLimits(), ToolProfiles.Create());
        using var session = new StdioSession(
            Settings(loaded.Value), profiles, limits,
            () => MemoryHost.Open(options, run.Environment.Time).Map(memory => Local(run, loaded.Value, memory, memory.Tools(profiles, limits))),
            run.Environment.Error, run.Environment.Time);
        var (input, output) = run.Environment.OpenStreams();
        var problem = await session.RunAsync(input, output, run.Environment.ListenForStop());
        return problem is null ? ExitCodes.Done : run.Fail(problem);
    }

    private static LocalMemory Local(CliRun run, LoadedConfiguration loaded, MemoryHost memory, ToolHost tools)
    {
        var time = run.Environment.Time;
        var live = new LiveConfiguration(loaded);
        var log = new StderrLog(run.Environment.Error, live, time).CreateLogger(typeof(BackgroundWork).FullName!);
        var work = new BackgroundWork(log, time);
        return new(memory.Store, tools, workspace => work.Start(() => memory.Warm(workspace), [.. memory.Steps(workspace), ConfigurationReload.Step(live, memory.Take)]), () =>
        {
            memory.StopSteps();
            // What a step still reads must not be closed; the process ends anyway, and what was acknowledged is on disk.
            if (work.Stop()) { memory.Dispose(); }
        });
    }

    private static StdioSettings Settings(LoadedConfiguration loaded)
    {
        var options = loaded.Options;
        return new(
            options.Data.Folder,
            options.Data.IsWorkspaceNamed ? options.Data.Workspace : null,
            options.Mcp.Tools,
            options.Mcp.MemoryFile.Length > 0 ? options.Mcp.MemoryFile : null,
            options.Mcp.UseRunningServer ? Running(options) : null)
        {
            Automatic = options.Data.Automatic,
        };
    }

    private static ServerAddress? Running(GraphMemoryOptions options)
    {
        var folder = new DataFolder(options.Data.Folder);
        return RunningServer.Find(folder) is { } server ? new(new Uri(server.Url), LocalToken.Open(folder, options.Server).Text) : null;
    }
}
