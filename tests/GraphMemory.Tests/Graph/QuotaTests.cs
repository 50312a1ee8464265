using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Tests.Graph;

public sealed class QuotaTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_change_that_would_exceed_a_quota_is_refused_whole_and_says_what_to_do()
    {
        Bound(new Quotas(2, null, null));
        _memory.Remember("one", "first");

        var refused = _memory.Try(new Remember([Note("two", "a"), Note("three", "b")]));

        Assert.Equal(GraphProblems.QuotaExceeded, refused.Problem?.Code);
        var field = Assert.Single(refused.Problem!.Fields);
        Assert.Equal("entities", field.Field);
        Assert.Contains("the quota is 2, 1 are in use, 3 would be", field.Error, StringComparison.Ordinal);
        Assert.Contains("graphmemory workspaces quota w1 --entities N", field.Fix, StringComparison.Ordinal);
        Assert.Equal(new WorkspaceUse(1, 1, 5), Use());
        Assert.True(_memory.Try(new Remember([Note("two", "a")])).IsSuccess);
    }

    [Theory]
    [InlineData("facts")]
    [InlineData("text-bytes")]
    public void Facts_and_text_have_quotas_of_their_own(string quota)
    {
        Bound(quota == "facts" ? new Quotas(null, 1, null) : new Quotas(null, null, 10));
        _memory.Remember("one", "12345");

        Assert.Equal(quota, Assert.Single(_memory.Try(new Remember([Note("one", "other 1")])).Problem!.Fields).Field);
    }

    [Fact]
    public void Repeating_reading_and_forgetting_work_in_a_workspace_that_holds_more_than_it_may()
    {
        var first = _memory.Remember("one", "first");
        _memory.Remember("two", "second");
        Bound(new Quotas(0, 0, 0));

        Assert.False(_memory.Remember("one", "first").IsNew);
        Assert.Equal(2, _memory.Queries.ReadGraph(_memory.Workspace).Entities.Length);
        Assert.True(_memory.Try(new Forget([first.FactId], [])).IsSuccess);
        Assert.True(_memory.Try(new Forget([], ["two"])).IsSuccess);
        Assert.True(_memory.Try(new Purge([first.FactId], [])).IsSuccess);
        Assert.False(_memory.Try(new Remember([Note("one", "new")])).IsSuccess);
    }

    [Fact]
    public void A_refused_change_does_not_use_up_its_idempotency_key()
    {
        Bound(new Quotas(null, 0, null));
        var once = new Idempotency<int>("key", 1, BitConverter.GetBytes, bytes => BitConverter.ToInt32(bytes));
        var command = new CreateRelations([new RelationKey("a", "b", "knows")], Circumstances.Default);

        var refused = Execute();
        Bound(Quotas.None);

        Assert.False(refused.IsSuccess);
        Assert.Equal(1, Execute().Value);

        Engine.Errors.Result<int> Execute() => _memory.Commands.ExecuteAsync(
            _memory.Workspace, new Counted(command), once, CancellationToken.None).GetAwaiter().GetResult();
    }

    [Fact]
    public void Whatever_is_tried_a_bounded_workspace_never_holds_more_than_its_quotas()
    {
        var step = Gen.Int[0, 3].SelectMany(kind => Gen.Int[1, 9].Select(n => (kind, n)));
        step.Array[1, 25].Sample(steps =>
        {
            _memory.NewWorkspace();
            Bound(new Quotas(4, 6, 40));
            foreach (var (kind, n) in steps)
            {
                _ = kind switch
                {
                    0 => _memory.Try(new Remember([Note($"e{n}", new string('x', n) + n)])).IsSuccess,
                    1 => _memory.Try(new Link([new NewLink($"e{n}", $"e{n / 2}", "to", 1, Circumstances.Default)])).IsSuccess,
                    2 => _memory.Try(new Forget([], [$"e{n}"])).IsSuccess,
                    _ => _memory.Try(new Purge([], [$"e{n}"])).IsSuccess,
                };
                var use = Use();
                Assert.True(use is { Entities: <= 4, Facts: <= 6, TextBytes: <= 40 }, use.ToString());
            }
        }, iter: 40, threads: 1);
    }

    private void Bound(Quotas quotas) => _memory.Store.WriteAsync<int>(_memory.Workspace, write =>
    {
        write.SetQuotas(quotas);
        return 0;
    }, CancellationToken.None).GetAwaiter().GetResult();

    private WorkspaceUse Use() => _memory.Store.Read(_memory.Workspace, read => read.Use);

    private static NewObservation Note(string about, string text) => new(text, about, null, Circumstances.Default);

    private sealed record Counted(CreateRelations Inner) : IGraphCommand<int>
    {
        public Engine.Errors.Problem? Check(GraphLimits limits) => null;

        public Engine.Errors.Result<int> Apply(IWorkspaceWrite write) => Inner.Apply(write).Map(created => created.Length);
    }
}
