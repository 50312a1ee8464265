using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Plugins;

/// <summary>
/// A plugin at work. The published extension point: compiled in, or a process behind an adapter. It may be called from several threads at
/// once; whatever it throws is a failed call and nothing more. Disposing it is its clean-up.
/// </summary>
public interface IPlugin : IAsyncDisposable
{
    /// <summary>Gets ready; the problem says why it cannot.</summary>
    ValueTask<Problem?> InitialiseAsync(PluginContext context, CancellationToken cancellationToken);

    /// <summary>One call of a hook. The token is cancelled when its time is up.</summary>
    ValueTask<Result<HookAnswer>> ExecuteAsync(HookCall call, CancellationToken cancellationToken);
}

/// <summary>What a plugin is given when it starts.</summary>
public sealed record PluginContext(PluginConfiguration Configuration, PluginHost Host, TimeProvider Time);

/// <summary>One call of a hook.</summary>
/// <param name="Hook">Name of the hook.</param>
/// <param name="Workspace">Name of the workspace; empty for what is about the server.</param>
public sealed record HookCall(string Hook, string Workspace)
{
    /// <summary>What it is about, in the order of what is written or answered.</summary>
    public ImmutableArray<MemoryItem> Items { get; init; } = [];

    /// <summary>The question of a search.</summary>
    public string? Query { get; init; }

    /// <summary>Scores of the items of an answer; higher is better.</summary>
    public ImmutableArray<double> Scores { get; init; } = [];

    /// <summary>The file to read, of <see cref="PluginHooks.ImportDocument"/>.</summary>
    public HookDocument? Document { get; init; }
}

/// <param name="Name">Its name, for the kind of its content and as its source.</param>
public sealed record HookDocument(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What a plugin says to a call. Parts that the hook has no use for are ignored.</summary>
public sealed record HookAnswer
{
    /// <summary>Nothing to say.</summary>
    public static HookAnswer None { get; } = new();

    /// <summary>Why it must not happen; null when it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>One amended item for each of the call's, of which text, tags and metadata count; for a document, what is in it. Default: nothing is amended.</summary>
    public ImmutableArray<MemoryItem> Items { get; init; }

    /// <summary>Positions of items that come first, best first; the others follow as they were. Default: all stay.</summary>
    public ImmutableArray<int> Order { get; init; }
}

public enum HookResult
{
    Ok,
    Failed,
    TimedOut,
    /// <summary>Not called: it has failed too often, or has too many calls under way.</summary>
    Skipped,
}

/// <summary>What came of calling one plugin.</summary>
public sealed record HookOutcome(string Plugin, HookResult Result, TimeSpan Duration, string? Reason = null)
{
    public HookAnswer Answer { get; init; } = HookAnswer.None;
}
