using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.ImportExport;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ServeCommand : CliCommand
{
    private readonly Option<int> _port = new("--port", "-p") { Description = "Port; 0 takes a free one", HelpName = "N" };
    private readonly Option<bool> _conformance = new("--conformance") { Description = "Add the tools, resources and prompts that the MCP conformance suite calls; on a data folder that is thrown away" };
    private readonly Option<string> _bind = new("--bind") { Description = "Address to listen on", HelpName = "ADDR" };

    public ServeCommand(CliEnvironment environment) : base(
        environment, "serve", "Serve the memory over HTTP: REST at /api/v1, its page at /docs, MCP at /mcp, health at /health",
        "graphmemory serve",
        "graphmemory serve --data ./memory --port 9000",
        "graphmemory serve --set logging.level=debug")
    {
        Add(_port);
        Add(_bind);
        Add(_conformance);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration((_port.Name, ConfigurationKeys.ServerPort), (_bind.Name, ConfigurationKeys.ServerBind));
        return loaded.IsSuccess ? RunAsync(run, loaded.Value, run.Value(_conformance)) : Task.FromResult(run.Fail(loaded.Problem));
    }

    private static async Task<int> RunAsync(CliRun run, LoadedConfiguration loaded, bool isConformance)
    {
        using var scratch = isConformance ? new ScratchFolder(beside: null) : null;
        if (scratch is not null) { loaded = loaded with { Options = ForSuite(loaded.Options, scratch.Path) }; }
        var (options, stop) = (loaded.Options, run.Environment.ListenForStop());
        WarnOfTwin(run, new DataFolder(options.Data.Folder));
        var opened = MemoryHost.Open(options, run.Environment.Time);
        if (!opened.IsSuccess) { return run.Fail(opened.Problem); }
        using var memory = opened.Value;
        var service = await MemoryServer.StartAsync(memory, loaded, run.Environment.Error, run.Environment.Time, stop, isConformance);
        if (!service.IsSuccess) { return run.Fail(service.Problem); }
        await using (service.Value)
        {
            // A terminal that closes says SIGHUP too, and then means the end.
            if (run.Environment.Terminal is { IsOutput: false, IsError: false }) { run.Environment.ListenForReload(service.Value.Reload); }
            ServeAnswer.Show(run, service.Value, memory);
            await WaitAsync(stop);
        }

        return ExitCodes.Done;
    }

    // The suite calls without a token whatever is listed, and nothing here is worth one.
    private static GraphMemoryOptions ForSuite(GraphMemoryOptions options, string folder) => options with
    {
        Data = options.Data with { Folder = folder }, Server = options.Server with { TokenRequired = TokenRule.Never },
    };

    // Both work, as the database coordinates them; but the person may have meant only one.
    private static void WarnOfTwin(CliRun run, DataFolder folder)
    {
        if (RunningServer.Find(folder) is { } twin) { run.Say($"note: a server already runs on this folder at {twin.Url} (process {twin.Pid})"); }
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
