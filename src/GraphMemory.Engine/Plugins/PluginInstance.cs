using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Plugins;

/// <summary>
/// One start of a plugin, up to its clean-up. Whatever the plugin does, its caller gets an answer in time: it runs on another thread, and is
/// given up when its time is over. One that never comes back holds its place, so that only so many threads can be lost to it.
/// </summary>
internal sealed class PluginInstance : IAsyncDisposable
{
    private readonly PluginDescriptor _descriptor;
    private readonly PluginContext _context;
    private readonly PluginOptions _options;
    private readonly Lazy<Task<Problem?>> _start;
    private readonly Lock _gate = new();
    private IPlugin? _plugin;
    private int _calls;
    private bool _isClosed;

    public PluginInstance(PluginDescriptor descriptor, PluginContext context, PluginOptions options)
    {
        (_descriptor, _context, _options) = (descriptor, context, options);
        _start = new(BeginAsync);
    }

    /// <summary>Makes it ready, once, at the first call: what is never called is never started.</summary>
    /// <remarks>A call may still be on its way to what was taken out of service: it must not bring it back to life.</remarks>
    public Task<Problem?> StartAsync()
    {
        lock (_gate) { return _isClosed ? Task.FromResult<Problem?>(Closed) : _start.Value; }
    }

    private static Problem Closed { get; } = PluginProblems.WrongState.With("It was taken out of service.");

    /// <summary>The answer, or null when too many calls are under way, or it is out of service.</summary>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<Result<HookAnswer>?> TryCallAsync(HookCall call, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) > _options.CallsMax)
        {
            Interlocked.Decrement(ref _calls);
            return null;
        }

        if (await StartAsync().ConfigureAwait(false) is { } problem)
        {
            Interlocked.Decrement(ref _calls);
            return problem == Closed ? null : (Result<HookAnswer>?)problem;
        }

        // Its token says that its time is over, and nothing else: a caller who goes away is not waited for, and the call ends by itself.
        var stop = new CancellationTokenSource(limit, _context.Time);
        return await Task.Run(() => CallAsync(call, stop), CancellationToken.None).WaitAsync(limit, _context.Time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cleans up, as far as it does so in time.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosed || !_start.IsValueCreated)
            {
                _isClosed = true;
                return;
            }

            _isClosed = true;
        }

        await _start.Value.ConfigureAwait(false);
        if (_plugin is not { } plugin) { return; }
        try { await Task.Run(async () => await plugin.DisposeAsync().ConfigureAwait(false)).WaitAsync(_options.StartLimit, _context.Time).ConfigureAwait(false); }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // It is gone as far as we are concerned; a clean-up that fails or hangs has nothing left to spoil.
        }
    }

    private async Task<Problem?> BeginAsync()
    {
        using var stop = new CancellationTokenSource(_options.StartLimit, _context.Time);
        try
        {
            return await Task.Run(async () =>
            {
                var plugin = _descriptor.Create();
                _plugin = plugin;
                return await plugin.InitialiseAsync(_context, stop.Token).ConfigureAwait(false);
            }).WaitAsync(_options.StartLimit, _context.Time).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            return PluginProblems.Failed.With($"It did not get ready within {_options.StartLimit.TotalSeconds:0.##} s.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return PluginProblems.Failed.With($"It did not get ready: {fault.Message}");
        }
    }

    private async Task<Result<HookAnswer>> CallAsync(HookCall call, CancellationTokenSource stop)
    {
        try { return await _plugin!.ExecuteAsync(call, stop.Token).ConfigureAwait(false); }
        finally
        {
            Interlocked.Decrement(ref _calls);
            stop.Dispose();
        }
    }
}
