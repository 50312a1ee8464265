using System.Collections.Immutable;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Care;

/// <summary>
/// What is done about a memory without being asked: new facts get the marks of the configured defaults, and what has expired is closed. Every
/// process does it; what another has done already is no work.
/// </summary>
internal sealed partial class CareStep(IGraphStore store, GraphCommands commands, Func<CareOptions> options, TimeProvider time)
{
    /// <summary>Log positions that are looked at in one transaction: other writers wait no longer than for these.</summary>
    private const long PositionsPerStep = 20_000;

    /// <summary>Transactions of one round; the next round goes on.</summary>
    private const int StepsPerRound = 100;

    private readonly Dictionary<long, long> _lookedAt = [];
    private ImmutableArray<KeepDefault> _defaults = [];

    public void Run(ILogger logger)
    {
        if (!store.State.IsWritable) { return; }
        foreach (var workspace in store.Workspaces())
        {
            Mark(workspace);
            if (CloseExpired(workspace.Id) is > 0 and var count) { LogExpired(logger, workspace.Name, count); }
        }
    }

    private void Mark(Workspace workspace)
    {
        var defaults = options().KeepDefaults();
        if (!_defaults.SequenceEqual(defaults))
        {
            _defaults = defaults;
            _lookedAt.Clear();
        }

        if (defaults.IsEmpty) { return; }
        var after = _lookedAt.GetValueOrDefault(workspace.Id);
        for (var step = 0; step < StepsPerRound && after < workspace.HeadSeq; step++)
        {
            var to = Math.Min(workspace.HeadSeq, after + PositionsPerStep);
            Do(workspace.Id, new ApplyKeepDefaults(defaults, after, to));
            _lookedAt[workspace.Id] = after = to;
        }
    }

    private int CloseExpired(long workspaceId)
    {
        var count = 0;
        for (var step = 0; step < StepsPerRound && HasExpired(workspaceId); step++) { count += Do(workspaceId, new CloseExpired()); }
        return count;
    }

    // Asked first: most rounds have nothing to write.
    private bool HasExpired(long workspaceId) =>
        store.Read(workspaceId, read => read.MarksExpired(time.GetUtcNow().ToUnixTimeMilliseconds(), 1).Count > 0);

    private int Do(long workspaceId, IGraphCommand<int> command)
    {
        var done = commands.ExecuteAsync(workspaceId, command, CancellationToken.None).GetAwaiter().GetResult();
        return done.IsSuccess ? done.Value : throw new StoreFaultException(done.Problem);
    }

    [LoggerMessage(60, LogLevel.Information, "Closed {Count} facts of {Workspace} that had expired; the history keeps them")]
    private static partial void LogExpired(ILogger logger, string workspace, int count);
}
