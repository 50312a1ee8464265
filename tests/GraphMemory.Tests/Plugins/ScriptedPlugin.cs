using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;

namespace GraphMemory.Tests.Plugins;

/// <summary>A plugin that does what the test says, and keeps what it was called with.</summary>
internal sealed class ScriptedPlugin : IPlugin
{
    private ImmutableList<HookCall> _calls = [];
    private int _started, _cleaned;

    public Func<HookCall, CancellationToken, ValueTask<Result<HookAnswer>>> Answer { get; set; } = (_, _) => new(HookAnswer.None);

    public Func<PluginContext, CancellationToken, ValueTask<Problem?>> Start { get; set; } = (_, _) => new((Problem?)null);

    public PluginContext? Context { get; private set; }

    public ImmutableList<HookCall> Calls => _calls;

    public int Started => _started;

    public int Cleaned => _cleaned;

    /// <summary>A descriptor whose instances all share this script.</summary>
    public PluginDescriptor As(string name, params PluginSubscription[] hooks) => new(name, PluginKind.Transform, "does as the test says", () => this) { Hooks = [.. hooks] };

    public ValueTask<Problem?> InitialiseAsync(PluginContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _started);
        Context = context;
        return Start(context, cancellationToken);
    }

    public ValueTask<Result<HookAnswer>> ExecuteAsync(HookCall call, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref _calls, calls => calls.Add(call));
        return Answer(call, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _cleaned);
        return default;
    }
}
