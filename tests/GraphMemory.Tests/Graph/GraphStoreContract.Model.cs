using CsCheck;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    private static readonly Gen<GraphStep> Step =
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b) => new GraphStep(kind, a, b));

    [Fact]
    public void Any_run_of_commits_and_roll_backs_leaves_what_the_model_says()
    {
        var run = 0;
        Gen.Select(Step.Array[0, 40], Gen.Int[0, 3]).Array[1, 8].Sample(works => Follow(works, $"w{Interlocked.Increment(ref run)}"), iter: 60, threads: 1);
    }

    private void Follow((GraphStep[] Steps, int Fate)[] works, string name)
    {
        var workspace = Workspace(name).GetAwaiter().GetResult();
        var model = new GraphModel();
        foreach (var (steps, fate) in works)
        {
            var after = model.Copy();
            var result = Store.WriteAsync<int>(workspace, write =>
            {
                foreach (var step in steps) { after.Apply(write, step); }
                return fate == 0 ? Refusal.With("rolled back") : 1;
            }, Token).GetAwaiter().GetResult();
            if (result.IsSuccess) { model = after; }
            Store.Read(workspace, read => Compare(model, read));
        }
    }

    private static int Compare(GraphModel model, IWorkspaceRead read)
    {
        Assert.Equal(model.Log.Count, read.Workspace.HeadSeq);
        Assert.Equal(model.Counts(), read.Counts());
        Assert.Equal(model.Log, read.Log(0, 10_000).Select(item => (item.Kind, item.SubjectId)));
        Assert.Equal(model.Entities.Values, read.Entities(0, 10_000));
        Assert.Equal(model.Predicates, read.Predicates().Select(predicate => (predicate.Name, predicate.IsFunctional)));
        Assert.Equal(
            model.Conflicts.Select(pair => new Conflict(pair.Key.Earlier, pair.Key.Later, ConflictKind.Polarity, pair.Value)),
            read.Conflicts(openOnly: false, 10_000));
        Assert.Equal(
            model.Facts.Select(pair => (pair.Key, pair.Value.Statement, pair.Value.Closed)),
            model.Facts.Keys.Select(id => read.Fact(id)!).Select(fact => (fact.Id, fact.Statement, fact.SupersededSeq)));
        Assert.Equal(
            model.Facts.Where(pair => pair.Value.Closed is not null).Select(pair => (pair.Key, pair.Value.Closed!.Value)),
            read.FactsClosedAfter(0).Order());
        Assert.Equal(model.Marks.Values.OrderBy(mark => mark.Seq), read.MarksAfter(0));
        Assert.All(model.Marks.Values, mark => Assert.Equal(mark, read.Mark(mark.SubjectId)));
        Assert.Equal(
            model.Marks.Values.Where(mark => mark is { IsPinned: false, ExpiresAtMs: <= 50 }).OrderBy(mark => mark.ExpiresAtMs).ThenBy(mark => mark.SubjectId),
            read.MarksExpired(50, 10_000));
        Assert.Equal(model.Revisions.Values.Reverse(), read.Revisions(long.MaxValue, 10_000));
        Assert.All(model.Revisions.Values, revision => Assert.Equal(revision, read.Revision(revision.Id)));
        var merges = model.Revisions.Values.Where(revision => revision is { Kind: RevisionKind.Merge, Stands: true }).ToList();
        Assert.Equal(merges, read.Merges());
        Assert.Equal(merges.Count > 0, read.HasMerges);
        for (var seq = 1; seq <= model.Log.Count; seq++)
        {
            Assert.Equal(model.Revisions.Values.FirstOrDefault(revision => (revision.FirstSeq <= seq && seq <= revision.Id) || (revision.UndoneFirstSeq <= seq && seq <= revision.UndoneSeq)), read.RevisionAt(seq));
            Assert.Equal(merges.FirstOrDefault(merge => merge.SubjectId == seq)?.SubjectId, read.MergeOf(seq)?.SubjectId);
        }

        return 0;
    }
}
