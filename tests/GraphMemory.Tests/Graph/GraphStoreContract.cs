using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Graph;

/// <summary>What every store promises. Each store runs this suite from a class of its own.</summary>
public abstract partial class GraphStoreContract : IDisposable
{
    protected static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected GraphStoreContract() => Clock = new FakeTimeProvider(Start);

    protected FakeTimeProvider Clock { get; }

    protected abstract IGraphStore Store { get; }

    /// <summary>A second instance on the same data, as another process would have it.</summary>
    protected abstract IGraphStore OpenAnother();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected long StartMs => Start.ToUnixTimeMilliseconds();

    protected async Task<long> Workspace(string name = "default") => (await Store.OpenWorkspaceAsync(name, Token)).Value.Id;

    protected async Task<T> Write<T>(long workspaceId, Func<IWorkspaceWrite, T> work) =>
        (await Store.WriteAsync<T>(workspaceId, write => work(write), Token)).Value;

    protected Task Write(long workspaceId, Action<IWorkspaceWrite> work) => Write(workspaceId, write =>
    {
        work(write);
        return 0;
    });

    protected static FactDraft Observation(long subjectId, string text, Provenance? provenance = null, long claimKey = 1) => new(
        FactKind.Observation, subjectId, FactDraft.ObservationPredicate, null, text, claimKey, Polarity.Affirmed, ValidTime.Always, null,
        provenance ?? Provenance.None, 1f, 1f, [], ImmutableSortedDictionary<string, string>.Empty);

    protected static FactDraft Relation(long subjectId, string predicate, long objectId, long claimKey = 1) => new(
        FactKind.Relation, subjectId, predicate, objectId, null, claimKey, Polarity.Affirmed, ValidTime.Always, null,
        Provenance.None, 1f, 1f, [], ImmutableSortedDictionary<string, string>.Empty);
}
