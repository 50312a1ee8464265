using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task A_renamed_workspace_keeps_its_content_and_frees_its_name()
    {
        using var another = OpenAnother();
        var id = await Workspace("old");
        await Write(id, write => write.AddEntity("kept", "t", true, false));

        var renamed = (await another.RenameWorkspaceAsync(id, "new", Token)).Value;

        Assert.Equal((id, "new", 1L), (renamed.Id, renamed.Name, renamed.HeadSeq));
        Assert.Equal(renamed, Store.FindWorkspace("new"));
        Assert.Null(Store.FindWorkspace("old"));
        Assert.NotEqual(id, await Workspace("old"));
        Assert.NotNull(Store.Read(id, read => read.FindEntity("kept")));
    }

    [Fact]
    public async Task A_name_that_is_taken_or_says_nothing_is_refused_for_a_workspace()
    {
        var (one, _) = (await Workspace("one"), await Workspace("two"));

        Assert.Equal(StoreProblems.WorkspaceExists, (await Store.RenameWorkspaceAsync(one, "two", Token)).Problem?.Code);
        Assert.Equal(StoreProblems.BadWorkspaceName, (await Store.RenameWorkspaceAsync(one, " ", Token)).Problem?.Code);
        Assert.Equal(StoreProblems.BadWorkspaceName, (await Store.RenameWorkspaceAsync(one, "a\nb", Token)).Problem?.Code);
        Assert.Equal(StoreProblems.NoWorkspace, (await Store.RenameWorkspaceAsync(404, "three", Token)).Problem?.Code);
        Assert.Equal("one", (await Store.RenameWorkspaceAsync(one, "one", Token)).Value.Name);
        Assert.Equal(["one", "two"], Store.Workspaces().Select(workspace => workspace.Name));
    }

    [Fact]
    public async Task Nobody_reads_or_writes_a_deleted_workspace_whatever_id_he_remembers()
    {
        using var another = OpenAnother();
        var (dead, alive) = (await Workspace("dead"), await Workspace("alive"));
        await Write(dead, write => write.AddEntity("secret", "t", true, false));
        Assert.NotNull(another.Read(dead, read => read.FindEntity("secret")));

        Assert.Equal("dead", (await Store.DeleteWorkspaceAsync(dead, onlyAtSeq: null, Token)).Value.Name);

        Assert.Null(another.FindWorkspace("dead"));
        Assert.Equal(["alive"], another.Workspaces().Select(workspace => workspace.Name));
        Assert.Equal(StoreProblems.NoWorkspace, (await another.WriteAsync<int>(dead, _ => 1, Token)).Problem?.Code);
        Assert.Equal(StoreProblems.NoWorkspace, Assert.Throws<StoreFaultException>(() => another.Read(dead, read => 1)).Problem.Code);
        Assert.Equal(StoreProblems.NoWorkspace, Assert.Throws<StoreFaultException>(() => another.Read([alive, dead], read => 1)).Problem.Code);
        Assert.Equal(StoreProblems.NoWorkspace, (await another.DeleteWorkspaceAsync(dead, onlyAtSeq: null, Token)).Problem?.Code);
        Assert.NotEqual(dead, await Workspace("dead"));
        Assert.NotEqual(dead, await Workspace("later"));
    }

    [Fact]
    public async Task Writers_and_the_deleter_of_a_workspace_in_one_batch_do_not_meet()
    {
        var id = await Workspace("contested");
        var works = Enumerable.Range(0, 64).Select(async i => i == 32
            ? (await Store.DeleteWorkspaceAsync(id, onlyAtSeq: null, Token)).Problem
            : (await Store.WriteAsync<Entity>(id, write => write.AddEntity($"e{i}", "t", true, false), Token)).Problem);
        var problems = await Task.WhenAll(works);

        Assert.All(problems.OfType<Problem>(), problem => Assert.Equal(StoreProblems.NoWorkspace, problem.Code));
        Assert.Null(problems[32]);
        await Erase();
        Assert.Equal(new WorkspaceUse(0, 0, 0), Store.Read(await Workspace("contested"), read => read.Use));
    }

    [Fact]
    public async Task What_a_deleted_workspace_held_is_erased_step_by_step_and_the_others_keep_theirs()
    {
        var (dead, alive) = (await Workspace("dead"), await Workspace("alive"));
        foreach (var id in (long[])[dead, alive])
        {
            await Write(id, write =>
            {
                var entity = write.AddEntity("subject", "t", true, false);
                for (var i = 0; i < 1_500; i++) { write.AddFact(Observation(entity.Id, $"text {i}", new(Session: $"s{i % 7}", File: $"f{i}"))); }
                write.KeepReply(new KeptReply("key", 1, [1]));
            });
        }

        await Store.DeleteWorkspaceAsync(dead, onlyAtSeq: null, Token);
        var steps = await Erase();

        Assert.InRange(steps, 3, 20);
        Assert.False((await Store.EraseStepAsync(Token)).Value);
        Assert.Equal((1L, 1_500L), Store.Read(alive, read => (read.Use.Entities, read.Use.Facts)));
        Assert.Equal(1_500, Store.Read(alive, read => read.FactsOf(read.FindEntity("subject")!.Id).Count));
    }

    [Fact]
    public async Task A_workspace_that_was_written_to_in_the_meantime_is_not_deleted()
    {
        var id = await Workspace();
        await Write(id, write => write.AddEntity("seen", "t", true, false));
        await Write(id, write => write.AddEntity("unseen", "t", true, false));

        Assert.Equal(StoreProblems.WorkspaceMoved, (await Store.DeleteWorkspaceAsync(id, onlyAtSeq: 1, Token)).Problem?.Code);
        Assert.True((await Store.DeleteWorkspaceAsync(id, onlyAtSeq: 2, Token)).IsSuccess);
    }

    [Fact]
    public async Task What_was_carried_over_is_known_by_source_and_row()
    {
        var (id, other) = (await Workspace("one"), await Workspace("two"));
        await Write(id, write =>
        {
            write.KeepMerged(7, 3, new MergedRow(30, IsOwn: true));
            write.KeepMerged(8, 3, new MergedRow(40, IsOwn: false));
            write.SetMergedSeq(7, 100);
        });

        await Write(id, write =>
        {
            Assert.Equal(new MergedRow(30, true), write.FindMerged(7, 3));
            Assert.Equal(new MergedRow(40, false), write.FindMerged(8, 3));
            Assert.Null(write.FindMerged(7, 4));
            Assert.Equal((100L, 0L), (write.MergedSeq(7), write.MergedSeq(8)));
        });
        await Write(other, write => Assert.Null(write.FindMerged(7, 3)));
    }

    [Fact]
    public async Task Reading_several_workspaces_sees_each_as_it_is()
    {
        var (one, two) = (await Workspace("one"), await Workspace("two"));
        await Write(one, write => write.AddEntity("a", "t", true, false));
        await Write(two, write => write.AddEntity("b", "t", true, false));

        Assert.Equal(
            ["two:b", "one:a"], Store.Read([two, one], reads => reads.Select(read => $"{read.Workspace.Name}:{read.Entities(0, 9).Single().Name}").ToArray()));
    }

    [Fact]
    public async Task The_use_of_a_workspace_counts_live_entities_standing_facts_and_all_stored_text()
    {
        var id = await Workspace();
        var (entity, fact) = await Write(id, write =>
        {
            var added = write.AddEntity("e", "t", true, false);
            var first = write.AddFact(Observation(added.Id, "gr\u00FC\u00DFe"));
            write.AddFact(Relation(added.Id, "knows", added.Id));
            return (added, first);
        });
        Assert.Equal(new WorkspaceUse(1, 2, 7), Store.Read(id, read => read.Use));

        await Write(id, write => write.CloseFact(fact));
        Assert.Equal(new WorkspaceUse(1, 1, 7), Store.Read(id, read => read.Use));

        await Write(id, write => write.PurgeFact(fact));
        Assert.Equal(new WorkspaceUse(1, 1, 0), Store.Read(id, read => read.Use));
    }

    [Fact]
    public async Task Quotas_are_kept_with_the_workspace_and_can_be_lifted()
    {
        var id = await Workspace();
        Assert.Equal(Quotas.None, Store.Read(id, read => read.Quotas));

        await Write(id, write => write.SetQuotas(new Quotas(1, null, 3)));
        using (var another = OpenAnother()) { Assert.Equal(new Quotas(1, null, 3), another.Read(id, read => read.Quotas)); }
        await Write(id, write => write.SetQuotas(Quotas.None));

        Assert.Equal(Quotas.None, Store.Read(id, read => read.Quotas));
    }

    /// <summary>Erases all that deleted workspaces left; the number of steps.</summary>
    private async Task<int> Erase()
    {
        var steps = 1;
        for (; (await Store.EraseStepAsync(Token)).Value; steps++) { Assert.InRange(steps, 1, 1_000); }
        return steps;
    }
}
