using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Health;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Conformance;
using GraphMemory.Server.Mcp.Elicitation;
using GraphMemory.Server.Rest;
using Microsoft.AspNetCore.Routing;

namespace GraphMemory.Server.Hosting;

/// <summary>A memory served over HTTP: every feature's endpoints, the background steps, and the file by which other processes find it.</summary>
internal sealed class MemoryServer : IAsyncDisposable
{
    /// <summary>A small memory is warm before anybody is told the address; a large one warms while the server answers.</summary>
    private static readonly TimeSpan WarmUpPatience = TimeSpan.FromSeconds(2);

    private readonly MemoryHost _memory;
    private readonly GraphMemoryServer _server;
    private readonly InstanceFile _file;
    private readonly string _filePath;

    private MemoryServer(MemoryHost memory, GraphMemoryServer server, InstanceFile file, string filePath, Action reload) =>
        (_memory, _server, _file, _filePath, Reload) = (memory, server, file, filePath, reload);

    public string Url => _server.Url;

    /// <summary>Reads the configuration again at once, as SIGHUP asks for.</summary>
    public Action Reload { get; }

    public static async Task<Result<MemoryServer>> StartAsync(
        MemoryHost memory, LoadedConfiguration loaded, TextWriter log, TimeProvider time, CancellationToken cancellationToken, bool isConformance = false)
    {
        var live = new LiveConfiguration(loaded);
        var identity = ServerIdentity.New(time);
        await memory.Plugins.ProveAsync();
        if (loaded.Options.Plugins.Strict && memory.Plugins.Strict() is { } refused) { return refused; }
        var warming = Task.Run(() => memory.Warm(), CancellationToken.None);
        var token = LocalToken.Open(memory.Folder, loaded.Options.Server);
        var profiles = ToolProfiles.Create();
        var parts = new ServerParts(
            live, token, log, time, [.. memory.Steps(), ConfigurationReload.Step(live, memory.Take)],
            services => AddServices(services.AddSingleton(time).AddSingleton(RequestSeal.For(token.Text, time)), memory, profiles, isConformance),
            routes => Map(routes, memory, identity, new RestHost(
                memory, live, identity, new RestCursors(token.Text), time, routes.ServiceProvider.GetRequiredService<GraphWatch>(),
                routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping)));
        var started = await GraphMemoryServer.StartAsync(parts, cancellationToken);
        if (!started.IsSuccess) { return started.Problem; }
        var file = new InstanceFile(started.Value.Url, Environment.ProcessId, identity.Instance, identity.StartedAt, memory.Folder.TokenPath);
        file.Write(memory.Folder.ServerFilePath);
        await Task.WhenAny(warming, Task.Delay(WarmUpPatience, time, cancellationToken));
        memory.Plugins.TellStart();
        var logger = new StderrLog(log, live, time).CreateLogger(typeof(MemoryServer).FullName!);
        return new MemoryServer(memory, started.Value, file, memory.Folder.ServerFilePath, () => ConfigurationReload.Run(live, memory.Take, logger, isForced: true));
    }

    public async ValueTask DisposeAsync()
    {
        _file.Remove(_filePath);
        await _memory.Plugins.TellStopAsync();
        _memory.StopSteps();
        await _server.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, MemoryHost memory, Registry<ToolProfile> profiles, bool isConformance)
    {
        var limits = memory.Options.Mcp.ToLimits();
        var tools = memory.Tools(profiles, limits);
        services.AddSingleton(memory.Options).AddSingleton(profiles).AddSingleton(limits).AddSingleton(tools).AddSingleton(new GraphWatch(tools));
        if (isConformance) { services.AddSingleton<ConformanceFixture>(); }
        services.AddMcp();
    }

    private static void Map(IEndpointRouteBuilder routes, MemoryHost memory, ServerIdentity identity, RestHost rest)
    {
        HealthEndpoints.Map(routes, memory, identity);
        RestDispatch.Map(routes, rest);
        DocsEndpoints.Map(routes, rest);
        routes.MapGraphMemoryMcp();
    }
}
