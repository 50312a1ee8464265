using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Hosting;

/// <summary>What the HTTP server is made of.</summary>
/// <param name="Steps">What it does again and again while it runs.</param>
/// <param name="Map">Adds the endpoints of every feature.</param>
internal sealed record ServerParts(
    LiveConfiguration Configuration, LocalToken Token, TextWriter Log, TimeProvider Time, ImmutableArray<BackgroundStep> Steps,
    Action<IServiceCollection> AddServices, Action<IEndpointRouteBuilder> Map);

/// <summary>
/// The HTTP door. Built from the empty builder on purpose: the slim one would also read appsettings.json of whatever folder it is started
/// in, and ASPNETCORE_ variables, beside the one configuration tree.
/// </summary>
internal sealed class GraphMemoryServer : IAsyncDisposable
{
    /// <summary>A question may stand in the address: 8,192 characters, percent-encoded.</summary>
    private const int RequestLineBytesMax = 32 * 1024;

    private const int HeadersBytesMax = 32 * 1024;
    private const int HeadersCountMax = 100;

    private readonly WebApplication _application;

    private GraphMemoryServer(WebApplication application, string url) => (_application, Url) = (application, url);

    /// <summary>Base address with the port in use, without a slash at the end.</summary>
    public string Url { get; }

    public static async Task<Result<GraphMemoryServer>> StartAsync(ServerParts parts, CancellationToken cancellationToken)
    {
        var application = Build(parts);
        try
        {
            await application.StartAsync(cancellationToken);
            var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new GraphMemoryServer(application, address.TrimEnd('/'));
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await application.DisposeAsync();
            return Unusable(parts.Configuration.Options.Server, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static WebApplication Build(ServerParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var options = parts.Configuration.Options.Server;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options));
        builder.Logging.AddProvider(new StderrLog(parts.Log, parts.Configuration, parts.Time)).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallerDecides>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownTimeoutSeconds));
        foreach (var step in parts.Steps)
        {
            builder.Services.AddSingleton<IHostedService>(services =>
                new BackgroundLoop(step, parts.Time, services.GetRequiredService<ILogger<BackgroundLoop>>()));
        }

        parts.AddServices(builder.Services);
        return Route(builder.Build(), parts);
    }

    private static WebApplication Route(WebApplication application, ServerParts parts)
    {
        var (live, logger) = (parts.Configuration, application.Services.GetRequiredService<ILogger<RequestFrame>>());
        application.Use(next => new RequestFrame(next, logger).InvokeAsync);
        application.UseRouting();
        application.Use(next => new HostGate(next, live).InvokeAsync);
        application.Use(next => new OriginGate(next, live).InvokeAsync);
        application.Use(next => new TimeoutGate(next, live, parts.Time).InvokeAsync);
        application.Use(next => new RateGate(next, live, parts.Token, parts.Time).InvokeAsync);
        application.Use(next => new TokenGate(next, live, parts.Token).InvokeAsync);
        parts.Map(application);
        return application;
    }

    private static void Limit(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.RequestBodyBytesMax;
        kestrel.Limits.MaxConcurrentConnections = options.ConnectionsMax;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(options.KeepAliveTimeoutSeconds);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.HeadersTimeoutSeconds);
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = HeadersCountMax;

        // Whoever sends or takes slower than this holds a connection for nothing (CWE-400, slow loris).
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.BodyBytesPerSecondMin, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(options.BodyBytesPerSecondMin, gracePeriod: TimeSpan.FromSeconds(5));
        if (options.Bind == "localhost" && options.Port != 0) { kestrel.ListenLocalhost(options.Port); }
        else { kestrel.Listen(options.Bind == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Bind), options.Port); }
    }

    private static Problem Unusable(ServerOptions options, Exception fault) => fault.InnerException is AddressInUseException
        ? ServeProblems.PortTaken.With(
            $"Another program listens on port {options.Port}.",
            new FieldProblem(ConfigurationKeys.ServerPort, "is taken", $"Stop that program, or serve on another port: --port {options.Port + 1} (or --port 0 for any free one)."))
        : ServeProblems.AddressUnusable.With(
            $"{options.Bind} port {options.Port} cannot be listened on: {fault.Message}",
            new FieldProblem(ConfigurationKeys.ServerBind, "cannot be listened on", "Use 127.0.0.1, and a port above 1023."));

    /// <summary>The command that started the server decides when it stops: no second listener for signals.</summary>
    private sealed class CallerDecides : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
