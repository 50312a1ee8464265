using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Claims;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Engine.Workspaces;

/// <summary>What a source's log holds between two positions, as a merge needs it.</summary>
/// <param name="Entities">The ends of the facts, and the entities that came into being in between.</param>
/// <param name="Endings">Facts that were closed and entities that were deleted in between.</param>
/// <param name="Marks">Those that were last changed in between.</param>
public sealed record SourceStretch(
    long SourceId, string SourceName, long AfterSeq, long ToSeq, ImmutableArray<Predicate> Predicates, ImmutableDictionary<long, Entity> Entities,
    ImmutableArray<Fact> Facts, ImmutableArray<SourceEnding> Endings, ImmutableArray<Mark> Marks);

/// <summary>The end of a fact's version, or of an entity.</summary>
public readonly record struct SourceEnding(long Seq, long Id, bool IsEntity);

/// <summary>
/// Tells a stretch of one workspace's log in another: entities come and go, facts are recorded and closed, in the order in which it happened
/// there. What was carried over is kept with it in the same transaction, so repeating a stretch changes nothing.
/// </summary>
internal sealed record MergeStretch(SourceStretch Source) : IGraphCommand<MergeReport>
{
    public const string FromKey = "merged.from";

    public const string RecordedKey = "merged.recordedAt";

    public Problem? Check(GraphLimits limits) => null;

    public Result<MergeReport> Apply(IWorkspaceWrite write)
    {
        // Another process may carry the same source over at the same time.
        if (write.MergedSeq(Source.SourceId) is var done && done != Source.AfterSeq) { return MergeReport.Empty with { Seq = done }; }
        var carrying = new Carrying(write, Source);
        foreach (var predicate in Source.Predicates.Where(predicate => predicate.IsFunctional)) { carrying.Declare(predicate); }
        foreach (var (_, tell) in Events(carrying).OrderBy(item => item.Seq)) { tell(); }
        write.SetMergedSeq(Source.SourceId, Source.ToSeq);
        return carrying.Report with { Seq = Source.ToSeq };
    }

    private IEnumerable<(long Seq, Action Tell)> Events(Carrying carrying)
    {
        foreach (var entity in Source.Entities.Values.Where(entity => entity.IsLive && entity.Id > Source.AfterSeq)) { yield return (entity.Id, () => carrying.End(entity.Id)); }
        foreach (var fact in Source.Facts) { yield return (fact.Id, () => carrying.Record(fact)); }
        foreach (var ending in Source.Endings) { yield return (ending.Seq, ending.IsEntity ? () => carrying.Delete(ending.Id) : () => carrying.Close(ending.Id)); }
        foreach (var mark in Source.Marks) { yield return (mark.Seq, () => carrying.SetMark(mark)); }
    }

    /// <summary>One transaction's work.</summary>
    private sealed class Carrying(IWorkspaceWrite write, SourceStretch source)
    {
        private readonly Dictionary<long, Entity> _ends = [];
        private long _entities, _joined, _facts, _known, _closed, _conflicts;

        public MergeReport Report => new(_entities, _joined, _facts, _known, _closed, _conflicts, 0);

        public void Declare(Predicate predicate)
        {
            if (write.FindPredicate(predicate.Name) is not { IsFunctional: true }) { _ = new DeclarePredicate(predicate.Name, IsFunctional: true).Apply(write); }
        }

        /// <summary>The entity here that stands for one there: of the same name, made when there is none.</summary>
        public Entity End(long sourceEntity)
        {
            if (_ends.TryGetValue(sourceEntity, out var known)) { return known; }
            var there = source.Entities[sourceEntity];
            var before = EntityLookup.Find(write, there.Name);
            var here = there.IsDeclared ? WriteRules.Declared(write, there.Name, there.Type, there.HasGeneratedName) : WriteRules.End(write, there.Name);
            if (write.FindMerged(source.SourceId, sourceEntity) is null)
            {
                if (before is null) { _entities++; }
                else { _joined++; }
                write.KeepMerged(source.SourceId, sourceEntity, new MergedRow(here.Id, IsOwn: before is null));
            }

            return _ends[sourceEntity] = here;
        }

        public void Record(Fact fact)
        {
            var statement = fact.Statement;
            var circumstances = Circumstances.Default with
            {
                Polarity = statement.Polarity, Valid = statement.Valid, Provenance = statement.Provenance, Confidence = statement.Confidence,
                Tags = statement.Tags, Metadata = Marked(fact),
                SupersedesId = statement.SupersedesId is { } earlier && write.FindMerged(source.SourceId, earlier) is { } row && write.Fact(row.Id) is not null ? row.Id : null,
            };
            var subject = End(statement.SubjectId);
            var recorded = statement.Kind == FactKind.Observation
                ? WriteRules.Observe(write, subject, statement.Text!, new Claim(statement.ClaimKey, IsNegated: false), circumstances)
                : WriteRules.Relate(write, subject, End(statement.ObjectId!.Value), statement.Predicate, statement.Weight, circumstances);
            write.KeepMerged(source.SourceId, fact.Id, new MergedRow(recorded.FactId, recorded.IsNew));
            _conflicts += recorded.Conflicts.Length;
            if (recorded.IsNew) { _facts++; }
            else { _known++; }
        }

        /// <summary>Closes what the merge recorded itself; what stood here before is not the source's to close.</summary>
        public void Close(long sourceFact)
        {
            if (write.FindMerged(source.SourceId, sourceFact) is not { IsOwn: true } row || write.Fact(row.Id) is not { IsLive: true }) { return; }
            write.CloseFact(row.Id);
            _closed++;
        }

        /// <summary>Deletes an entity that the merge made itself, unless something stands about it here.</summary>
        public void Delete(long sourceEntity)
        {
            if (write.FindMerged(source.SourceId, sourceEntity) is not { IsOwn: true } row || write.Entity(row.Id) is not { IsLive: true } entity) { return; }
            if (write.FactsOf(entity.Id).Concat(write.FactsAbout(entity.Id)).Any(fact => fact.IsLive)) { return; }
            write.DeleteEntity(entity.Id);
        }

        /// <summary>What was said here about keeping something counts before what was said there.</summary>
        public void SetMark(Mark mark)
        {
            if (write.FindMerged(source.SourceId, mark.SubjectId) is { } row && write.Mark(row.Id) is null) { write.SetMark(mark with { SubjectId = row.Id }); }
        }

        /// <summary>The log here tells when it came here; where it was first, and since when, stays with it.</summary>
        private ImmutableSortedDictionary<string, string> Marked(Fact fact)
        {
            var metadata = fact.Statement.Metadata;
            if (metadata.ContainsKey(FromKey)) { return metadata; }
            var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(fact.RecordedAtMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            return metadata.SetItem(FromKey, $"{source.SourceName}#{fact.Id}").SetItem(RecordedKey, recordedAt);
        }
    }
}
