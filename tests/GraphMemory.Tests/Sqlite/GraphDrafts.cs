using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Sqlite;

/// <summary>Short ways to write into a store.</summary>
internal static class GraphDrafts
{
    public static FactDraft Observation(long subjectId, string text, Provenance? provenance = null) => new(
        FactKind.Observation, subjectId, FactDraft.ObservationPredicate, null, text, text.Length, Polarity.Affirmed, ValidTime.Always, null,
        provenance ?? Provenance.None, 1f, 1f, [], ImmutableSortedDictionary<string, string>.Empty);

    public static long OpenDefault(this SqliteGraphStore store) =>
        store.OpenWorkspaceAsync(Workspace.DefaultName, TestContext.Current.CancellationToken).GetAwaiter().GetResult().Value.Id;

    public static T Write<T>(this SqliteGraphStore store, long workspaceId, Func<IWorkspaceWrite, T> work) =>
        store.WriteAsync<T>(workspaceId, write => work(write), TestContext.Current.CancellationToken).GetAwaiter().GetResult().Value;

    /// <summary>One entity with this many observations of about 200 bytes.</summary>
    public static long Fill(this SqliteGraphStore store, int observations)
    {
        var workspace = store.OpenDefault();
        return store.Write(workspace, write =>
        {
            var entity = write.AddEntity("subject", "t", true, false);
            for (var i = 0; i < observations; i++) { write.AddFact(Observation(entity.Id, $"{i} {new string('x', 200)}", new(Session: $"s{i % 3}"))); }
            return workspace;
        });
    }
}
