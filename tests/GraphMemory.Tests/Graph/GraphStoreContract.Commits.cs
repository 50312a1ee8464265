using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    private static readonly ProblemCode Refusal = new("TEST_001", ProblemKind.Invalid, "Refused by the test.");

    [Fact]
    public async Task A_problem_rolls_back_its_own_work_alone()
    {
        var workspace = await Workspace();
        var tasks = Enumerable.Range(0, 60).Select(i => Store.WriteAsync<long>(workspace, write =>
        {
            var entity = write.AddEntity($"e{i}", "t", true, false);
            write.AddFact(Relation(entity.Id, $"p{i % 7}", entity.Id) with { Provenance = new(Session: $"s{i % 5}") });
            return i % 3 == 0 ? Refusal.With("no") : entity.Id;
        }, Token)).ToArray();
        var results = await Task.WhenAll(tasks);

        Assert.All(results.Index(), pair => Assert.Equal(pair.Index % 3 != 0, pair.Item.IsSuccess));
        Assert.Equal(new WorkspaceCounts(40, 0, 40, 0), Store.Read(workspace, read => read.Counts()));
        Assert.Equal(Enumerable.Range(1, 80).Select(seq => (long)seq), Store.Read(workspace, read => read.Log(0, 99)).Select(item => item.Seq));
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(i % 3 != 0, Store.Read(workspace, read => read.FindEntity($"e{i}")) is not null));
        Assert.All(Enumerable.Range(0, 60).Where(i => i % 3 != 0), i =>
        {
            var fact = Store.Read(workspace, read => read.FactsOf(results[i].Value)).Single();
            Assert.Equal(($"p{i % 7}", $"s{i % 5}"), (fact.Statement.Predicate, fact.Statement.Provenance.Session));
        });
    }

    [Fact]
    public async Task An_exception_reaches_its_caller_and_rolls_back_its_own_work_alone()
    {
        var workspace = await Workspace();
        var tasks = Enumerable.Range(0, 30).Select(i => Store.WriteAsync<long>(workspace, write =>
        {
            var id = write.AddFact(Observation(1, $"{i}"));
            return i % 2 == 0 ? throw new FormatException($"work {i}") : id;
        }, Token)).ToArray();

        foreach (var (i, task) in tasks.Index())
        {
            if (i % 2 == 0) { Assert.Equal($"work {i}", (await Assert.ThrowsAsync<FormatException>(() => task)).Message); }
            else { Assert.True((await task).IsSuccess); }
        }

        Assert.Equal(15, Store.Read(workspace, read => read.Counts()).Observations);
    }

    [Fact]
    public async Task A_work_sees_what_it_wrote()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            var entity = write.AddEntity("a", "t", true, false);
            var fact = write.AddFact(Observation(entity.Id, "text", Source));
            Assert.Equal(entity, write.FindEntity("a"));
            Assert.Equal(Source, write.Fact(fact)!.Statement.Provenance);
            Assert.Equal(2, write.Workspace.HeadSeq);
            Assert.Equal(new WorkspaceCounts(1, 1, 0, 0), write.Counts());
            Assert.Equal(2, write.SeqAt(write.NowMs));
        });
    }

    [Fact]
    public async Task A_read_sees_one_state_while_others_write()
    {
        var workspace = await Workspace();
        await Write(workspace, write => write.AddFact(Observation(1, "before")));
        var counted = Store.Read(workspace, read =>
        {
            var head = read.Workspace.HeadSeq;
            var written = Task.Run(() => Write(workspace, write => write.AddFact(Observation(1, "after"))), Token);
            Assert.Equal(2, written.GetAwaiter().GetResult());
            return (head, read.FactsOf(1).Count, read.Log(0, 9).Count, read.Counts().Observations);
        });

        Assert.Equal((1L, 1, 1, 1L), counted);
        Assert.Equal(2, Store.Read(workspace, read => read.FactsOf(1).Count));
    }

    [Fact]
    public async Task Two_instances_on_one_folder_take_turns_and_see_each_other()
    {
        var workspace = await Workspace();
        using var another = OpenAnother();
        var writes = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var store = i % 2 == 0 ? Store : another;
            var id = (await store.WriteAsync<long>(workspace, write => write.AddFact(Observation(1, $"{i}", new(Session: $"s{i % 3}"))), Token)).Value;
            Assert.Equal($"{i}", store.Read(workspace, read => read.Fact(id))!.Statement.Text);
            return id;
        }, Token)).ToArray();

        Assert.Equal(Enumerable.Range(1, 200).Select(id => (long)id), (await Task.WhenAll(writes)).Order());
        Assert.Equal(200, another.Read(workspace, read => read.Counts()).Observations);
        Assert.Equal(200, Store.Read(workspace, read => read.FactsOf(1)).Select(fact => fact.Statement.Text).Distinct().Count());
    }

    [Fact]
    public async Task A_write_given_up_before_it_began_is_not_done()
    {
        var workspace = await Workspace();
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync<long>(workspace, write => write.AddFact(Observation(1, "x")), gaveUp.Token));
        Assert.Equal(0, Store.Read(workspace, read => read.Workspace.HeadSeq));
    }

    [Fact]
    public async Task A_closed_store_commits_what_it_took_and_refuses_the_rest()
    {
        var workspace = await Workspace();
        var another = OpenAnother();
        var taken = Enumerable.Range(0, 50).Select(i => another.WriteAsync<long>(workspace, write => write.AddFact(Observation(1, $"{i}")), Token)).ToArray();
        another.Dispose();

        Assert.All(await Task.WhenAll(taken), result => Assert.True(result.IsSuccess));
        Assert.Equal(50, Store.Read(workspace, read => read.Counts()).Observations);
        Assert.Equal(StoreProblems.Closed, (await another.WriteAsync<int>(workspace, _ => 1, Token)).Problem?.Code);
    }

    [Fact]
    public void A_healthy_store_is_writable() => Assert.Equal(new StoreState(IsWritable: true, Problem: null), Store.State);
}
