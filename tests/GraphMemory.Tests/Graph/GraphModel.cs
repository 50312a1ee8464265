using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

/// <summary>The primitives of a workspace, as simply as they can be written: the oracle of the stores.</summary>
internal sealed class GraphModel
{
    public List<(LogEventKind Kind, long SubjectId)> Log { get; private init; } = [];

    public SortedDictionary<long, Entity> Entities { get; private init; } = [];

    public SortedDictionary<long, (FactDraft Statement, long? Closed)> Facts { get; private init; } = [];

    public SortedDictionary<(long Later, long Earlier), long?> Conflicts { get; private init; } = [];

    public List<(string Name, bool IsFunctional)> Predicates { get; private init; } = [];

    public SortedDictionary<long, Mark> Marks { get; private init; } = [];

    public SortedDictionary<long, Revision> Revisions { get; private init; } = [];

    public GraphModel Copy() => new()
    {
        Log = [.. Log], Entities = new(Entities), Facts = new(Facts), Conflicts = new(Conflicts), Predicates = [.. Predicates], Marks = new(Marks), Revisions = new(Revisions),
    };

    public WorkspaceCounts Counts() => new(
        Entities.Values.Count(entity => entity.IsLive),
        Facts.Values.Count(fact => fact.Closed is null && fact.Statement.Kind == FactKind.Observation),
        Facts.Values.Count(fact => fact.Closed is null && fact.Statement.Kind == FactKind.Relation),
        Conflicts.Values.Count(resolved => resolved is null));

    /// <summary>Does one step on the model and on the store. A step that the state does not allow is left out of both.</summary>
    public void Apply(IWorkspaceWrite write, GraphStep step)
    {
        var (a, b) = (Pick(Facts.Keys, step.A), Pick(Facts.Keys, step.B));
        var (subject, other) = (Pick(Entities.Keys, step.A), Pick(Entities.Keys, step.B));
        var name = $"n{step.A % 6}";
        switch (step.Kind)
        {
            case 0 when !Entities.Values.Any(entity => entity.IsLive && entity.Name == name):
                var born = write.AddEntity(name, $"t{step.B}", step.B % 2 == 0, step.B % 3 == 0);
                Append(step.B % 2 == 0 ? LogEventKind.EntityDeclared : LogEventKind.EntityNamed, Log.Count + 1);
                Assert.Equal(new Entity(Log.Count, name, $"t{step.B}", step.B % 2 == 0 ? Log.Count : null, null, step.B % 3 == 0), born);
                Entities[born.Id] = born;
                break;
            case 1 when subject != 0 && Entities[subject] is { IsLive: true, IsDeclared: false }:
                write.DeclareEntity(subject, "declared");
                Append(LogEventKind.EntityDeclared, subject);
                Entities[subject] = Entities[subject] with { Type = "declared", DeclaredSeq = Log.Count };
                break;
            case 2 when subject != 0 && Entities[subject].IsLive:
                write.DeleteEntity(subject);
                Append(LogEventKind.EntityDeleted, subject);
                Entities[subject] = Entities[subject] with { DeletedSeq = Log.Count };
                break;
            case 3 or 4 or 5 or 6 when subject != 0:
                AddFact(write, step.Kind < 5 ? Observation(subject, step) : Observation(subject, step) with
                {
                    Kind = FactKind.Relation, Predicate = $"p{step.B % 4}", ObjectId = other, Text = null,
                });
                break;
            case 7 when a != 0 && Facts[a].Closed is null:
                write.CloseFact(a);
                Append(LogEventKind.FactClosed, a);
                Facts[a] = Facts[a] with { Closed = Log.Count };
                break;
            case 8 when a < b && a != 0:
                write.AddConflict(a, b, ConflictKind.Polarity);
                Conflicts.TryAdd((b, a), null);
                break;
            case 9 when Conflicts.TryGetValue((b, a), out var resolved) && resolved is null:
                write.ResolveConflict(a, b);
                Append(LogEventKind.ConflictResolved, b);
                Conflicts[(b, a)] = Log.Count;
                break;
            case 10 when a != 0:
                write.PurgeFact(a);
                Append(LogEventKind.Purged, a);
                Facts.Remove(a);
                Marks.Remove(a);
                foreach (var pair in Conflicts.Keys.Where(pair => pair.Later == a || pair.Earlier == a).ToList()) { Conflicts.Remove(pair); }
                break;
            case 11 when subject != 0 && !Facts.Values.Any(fact => fact.Statement.SubjectId == subject || fact.Statement.ObjectId == subject):
                write.PurgeEntity(subject);
                Append(LogEventKind.Purged, subject);
                Entities.Remove(subject);
                Marks.Remove(subject);
                break;
            case 13 when a != 0:
                SetMark(write, new Mark(a, false, 0, (Tier)(step.B % 3), step.B % 2 == 0, step.B % 5 == 0 ? null : step.B));
                break;
            case 14 when subject != 0:
                SetMark(write, new Mark(subject, true, 0, step.B % 3 == 0 ? null : Tier.Core, step.B % 2 == 0, null));
                break;
            case 15:
                var first = Log.Count + 1;
                var revision = new Revision(Log.Count + 1, first, (RevisionKind)(1 + (step.A % 3)), subject, other, $"note {step.B}", null, null);
                Assert.Equal(revision, write.AddRevision(revision.Kind, first, subject, other, revision.Note));
                Append(LogEventKind.Revised, revision.Id);
                Revisions[revision.Id] = revision;
                break;
            case 16 when Pick(Revisions.Keys, step.A) is not 0 and var id && Revisions[id].Stands:
                write.UndoRevision(id, Log.Count + 1);
                Append(LogEventKind.RevisionUndone, id);
                Revisions[id] = Revisions[id] with { UndoneFirstSeq = Log.Count, UndoneSeq = Log.Count };
                break;
            case 12:
                Declare(write, $"p{step.A % 4}", step.B % 2 == 0);
                break;
        }
    }

    private void SetMark(IWorkspaceWrite write, Mark mark)
    {
        write.SetMark(mark);
        Append(LogEventKind.Marked, mark.SubjectId);
        Marks[mark.SubjectId] = mark with { Seq = Log.Count };
    }

    private static FactDraft Observation(long subject, GraphStep step) =>
        Sqlite.GraphDrafts.Observation(subject, $"text {step.A}", new(Session: step.B % 2 == 0 ? $"s{step.B % 3}" : null, File: $"f{step.A % 3}")) with
        {
            ClaimKey = step.A % 5, Confidence = step.B % 4 / 4f, Polarity = (Polarity)((step.A % 3) - 1),
        };

    private void AddFact(IWorkspaceWrite write, FactDraft statement)
    {
        if (!Predicates.Exists(predicate => predicate.Name == statement.Predicate)) { Predicates.Add((statement.Predicate, false)); }
        Append(LogEventKind.FactRecorded, Log.Count + 1);
        Assert.Equal(Log.Count, write.AddFact(statement));
        Facts[Log.Count] = (statement, null);
    }

    private void Declare(IWorkspaceWrite write, string name, bool isFunctional)
    {
        write.DeclarePredicate(name, isFunctional);
        var known = Predicates.FindIndex(predicate => predicate.Name == name);
        if (known >= 0 && Predicates[known].IsFunctional == isFunctional) { return; }
        if (known < 0)
        {
            known = Predicates.Count;
            Predicates.Add(default);
        }

        Predicates[known] = (name, isFunctional);
        Append(LogEventKind.PredicateDeclared, known + 1);
    }

    private void Append(LogEventKind kind, long subjectId) => Log.Add((kind, subjectId));

    private static long Pick(IReadOnlyCollection<long> ids, int choice) => ids.Count == 0 ? 0 : ids.ElementAt(choice % ids.Count);
}

/// <summary>One random step: what to do, and two numbers to choose with.</summary>
internal readonly record struct GraphStep(int Kind, int A, int B);
