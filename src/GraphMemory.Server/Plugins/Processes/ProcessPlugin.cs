using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// A plugin that is a process of its own. Whatever the process does (hangs, crashes, floods, answers nonsense), it is ended with all its
/// children, the call fails, and it is started again at a later call: at once, then after ever longer pauses, at last not any more.
/// </summary>
/// <param name="tools">The plugin's own requests, which <see cref="PluginHost.Demand"/> has to allow.</param>
internal sealed class ProcessPlugin(
    PluginDescriptor descriptor, ProcessCommand command, ProcessStarter starter, Func<PluginHost, PluginRequest> tools) : IPlugin
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private PluginContext _context = null!;
    private RestartPolicy _restarts = null!;
    private volatile Running? _running;
    private volatile string _lastEnd = "";
    private volatile bool _isClosed;

    public async ValueTask<Problem?> InitialiseAsync(PluginContext context, CancellationToken cancellationToken)
    {
        (_context, _restarts) = (context, new RestartPolicy(command.Limits.Restarts, context.Time));
        var started = await StartAsync(cancellationToken);
        return started.Problem;
    }

    public async ValueTask<Result<HookAnswer>> ExecuteAsync(HookCall call, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        if (!running.IsSuccess) { return running.Problem; }
        try
        {
            var result = await running.Value.Connection.AskAsync("tools/call", writer => HookWire.WriteCall(writer, call), cancellationToken);
            if (!result.IsSuccess) { return Soft(result.Problem); }
            _restarts.Answered();
            return HookWire.ReadAnswer(result.Value);
        }
        catch (OperationCanceledException)
        {
            running.Value.Child.Kill("it did not answer in time");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        if (_running is not { } running) { return; }
        running.Child.Kill("it is not needed any more");
        await running.Over;
    }

    private async Task<Result<Running>> RunningAsync(CancellationToken cancellationToken)
    {
        if (_running is { Child.IsDoomed: false } running) { return running; }
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_running is { Child.IsDoomed: false } other) { return other; }
            if (_running is { } ending) { await ending.Over.WaitAsync(cancellationToken); }
            if (_isClosed) { return PluginProblems.Refused.With("it was taken out of service"); }
            if (_restarts.HasGivenUp) { return PluginProblems.Failed.With($"its process has ended {command.Limits.Restarts + 1} times in a row; the last time: {_lastEnd}"); }
            if (!_restarts.MayStart) { return PluginProblems.Refused.With($"it waits before it is started again; {_lastEnd}"); }
            var started = await StartAsync(cancellationToken);
            return started.IsSuccess ? started : Soft(started.Problem);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Result<Running>> StartAsync(CancellationToken cancellationToken)
    {
        if (await HashFaultAsync(cancellationToken) is { } lie) { return lie; }
        Running running;
        try
        {
            running = Attend(new ChildProcess(await starter.StartAsync(command), _context.Time));
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidOperationException)
        {
            return PluginProblems.Failed.With($"its process cannot be started: {fault.Message}");
        }

        _running = running;
        try
        {
            if (await GreetAsync(running.Connection, cancellationToken) is not { } problem) { return running; }
            running.Child.Kill(problem.Detail);
            await running.Over;
            return problem;
        }
        catch (OperationCanceledException)
        {
            running.Child.Kill("it did not get ready in time");
            throw;
        }
    }

    /// <summary>Serves the process until it ends.</summary>
    private Running Attend(ChildProcess child)
    {
        var connection = new PluginConnection(new JsonLines(child.Output, child.Input, command.Limits.MessageBytes), tools(_context.Host), _context.Time);
        return new Running(child, connection) { Over = Task.Run(OverAsync, CancellationToken.None) };

        async Task OverAsync()
        {
            if (await connection.ReadAsync(CancellationToken.None) is { } fault) { child.Kill(fault); }
            _lastEnd = await child.EndAsync();
            _restarts.Ended();
            if (_running?.Connection == connection) { _running = null; }
            connection.End(_lastEnd);
            child.Dispose();
        }
    }

    private async Task<Problem?> GreetAsync(PluginConnection connection, CancellationToken cancellationToken)
    {
        var hello = await connection.AskAsync("initialize", WriteHello, cancellationToken);
        if (!hello.IsSuccess) { return hello.Problem; }
        await connection.TellAsync("notifications/initialized", PluginConnection.Empty, cancellationToken);
        var listed = await connection.AskAsync("tools/list", PluginConnection.Empty, cancellationToken);
        if (!listed.IsSuccess) { return listed.Problem; }
        var names = listed.Value.TryGetProperty("tools", out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select(tool => tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null).ToHashSet()
            : [];
        var missing = descriptor.Hooks.Select(hook => hook.Hook).Where(hook => !names.Contains(hook)).ToList();
        return missing.Count == 0 ? null : PluginProblems.Invalid.With($"it has no tool {string.Join(", ", missing)}, of which its manifest speaks");
    }

    private void WriteHello(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("protocolVersion", PluginConnection.Revision);
        writer.WriteStartObject("capabilities");
        writer.WriteStartObject("experimental");
        writer.WriteStartObject("graphmemory/plugin");
        writer.WriteString("hostApi", PluginApi.Version.ToString());
        writer.WriteStartObject("settings");
        foreach (var (name, value) in _context.Configuration.Values) { writer.WriteString(name, value); }
        writer.WriteEndObject();
        writer.WriteStartArray("permissions");
        foreach (var permission in descriptor.Permissions) { writer.WriteStringValue(permission); }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("clientInfo");
        writer.WriteString("name", "graphmemory");
        writer.WriteString("version", ProductVersion.Text);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private async Task<Problem?> HashFaultAsync(CancellationToken cancellationToken)
    {
        foreach (var (path, expected) in command.Hashes)
        {
            try
            {
                await using var file = File.OpenRead(path);
                var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
                if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
                {
                    return PluginProblems.Invalid.With($"{path} is not what the manifest says: its SHA-256 is {found}, not {expected}");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return PluginProblems.Invalid.With($"{path} cannot be read: {fault.Message}");
            }
        }

        return null;
    }

    /// <summary>One end is no reason to give the plugin up; only the restarts decide that.</summary>
    private static Problem Soft(Problem problem) => problem.Code == PluginProblems.Failed ? PluginProblems.Refused.With(problem.Detail) : problem;

    /// <summary>One start of the process.</summary>
    private sealed record Running(ChildProcess Child, PluginConnection Connection)
    {
        /// <summary>Ends when it has.</summary>
        public required Task Over { get; init; }
    }
}
