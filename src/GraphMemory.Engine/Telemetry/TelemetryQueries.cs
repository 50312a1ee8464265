using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using static GraphMemory.Engine.Telemetry.TelemetryVocabulary;

namespace GraphMemory.Engine.Telemetry;

/// <summary>Which events to show; null does not restrict.</summary>
public sealed record TelemetryFilter(string? Name = null, string? Session = null, string? User = null, long? FromMs = null, long? ToMs = null);

/// <param name="Next">The log position before which the next page begins; null when there is nothing more.</param>
public sealed record TelemetryPage(ImmutableArray<KeptEvent> Events, long? Next);

/// <summary>The events, the last recorded first.</summary>
public sealed class TelemetryQueries(IGraphStore store)
{
    private const int Window = 2_000;

    /// <param name="before">Log position before which the page begins; 0 begins with the newest.</param>
    /// <param name="skip">Events that fit the filter and are passed over.</param>
    public TelemetryPage Page(long workspaceId, TelemetryFilter filter, long before, int skip, int countMax, int scannedMax) => store.Read(workspaceId, read =>
    {
        if (filter.Session is { } session && read.FindSession(session) is null) { return new TelemetryPage([], Next: null); }
        var found = ImmutableArray.CreateBuilder<KeptEvent>();
        var to = before == 0 ? read.Workspace.HeadSeq : before - 1;
        var rows = new Rows(read, filter);
        for (var scanned = 0; scanned < scannedMax && to > 0; scanned += Window)
        {
            var from = Math.Max(0, to - Window);
            foreach (var id in rows.Between(from, to))
            {
                if (KeptOf(read, id) is not { } kept || !Fits(kept, filter)) { continue; }
                if (skip-- > 0) { continue; }
                found.Add(kept);
                if (found.Count == countMax) { return new TelemetryPage(found.ToImmutable(), id > 1 ? id : null); }
            }

            to = from;
        }

        return new TelemetryPage(found.ToImmutable(), to > 0 ? to + 1 : null);
    });

    private static KeptEvent? KeptOf(IWorkspaceRead read, long id)
    {
        if (read.Fact(id) is not { } fact || !fact.Statement.Metadata.TryGetValue(NameField, out var name)) { return null; }
        var (statement, metadata) = (fact.Statement, fact.Statement.Metadata);
        return new KeptEvent(
            fact.Id, name, statement.Valid.FromMs, metadata.GetValueOrDefault(IdField), statement.Provenance.Session, metadata.GetValueOrDefault(UserField),
            read.Entity(statement.SubjectId)?.Name ?? "", statement.Predicate, read.Entity(statement.ObjectId ?? 0)?.Name ?? "",
            metadata.GetValueOrDefault(DataField), fact.RecordedAtMs);
    }

    private static bool Fits(KeptEvent kept, TelemetryFilter filter) =>
        (filter.Name is null || kept.Name == filter.Name)
        && (filter.User is null || kept.User == filter.User)
        && (filter.FromMs is null || kept.AtMs >= filter.FromMs)
        && (filter.ToMs is null || kept.AtMs < filter.ToMs);

    /// <summary>Picks the rows of events without reading their texts.</summary>
    private sealed class Rows(IWorkspaceRead read, TelemetryFilter filter)
    {
        private readonly Dictionary<int, bool> _isTelemetry = [];

        private readonly int? _session = filter.Session is null ? null : read.FindSession(filter.Session);

        /// <summary>Ids in the stretch, the highest first.</summary>
        public List<long> Between(long from, long to)
        {
            var ids = new List<long>();
            read.VisitFacts(from, to, (in FactRow row) =>
            {
                if (row is { Kind: FactKind.Relation, SupersededSeq: 0 } && (_session is null || row.SessionId == _session) && IsTelemetry(row.ProvenanceId)) { ids.Add(row.Id); }
            });
            ids.Reverse();
            return ids;
        }

        private bool IsTelemetry(int provenanceId)
        {
            if (!_isTelemetry.TryGetValue(provenanceId, out var known)) { _isTelemetry[provenanceId] = known = read.Provenance(provenanceId).Tool == Tool; }
            return known;
        }
    }
}
