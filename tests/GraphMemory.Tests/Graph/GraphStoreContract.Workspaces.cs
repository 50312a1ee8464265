using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task A_new_workspace_is_empty_and_is_found_by_name()
    {
        var opened = (await Store.OpenWorkspaceAsync("notes", Token)).Value;

        Assert.Equal(new Workspace(opened.Id, "notes", HeadSeq: 0, LogStartSeq: 1, StartMs), opened);
        Assert.Equal(opened, Store.FindWorkspace("notes"));
        Assert.Equal(opened, (await Store.OpenWorkspaceAsync("notes", Token)).Value);
        Assert.Null(Store.FindWorkspace("Notes"));
        Assert.Equal(new WorkspaceCounts(0, 0, 0, 0), Store.Read(opened.Id, read => read.Counts()));
    }

    [Fact]
    public async Task Workspaces_are_listed_by_name()
    {
        foreach (var name in (string[])["b", "c", "a"]) { await Workspace(name); }

        Assert.Equal(["a", "b", "c"], Store.Workspaces().Select(workspace => workspace.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_workspace_name_must_say_something(string name)
    {
        var refused = await Store.OpenWorkspaceAsync(name, Token);

        Assert.Equal(StoreProblems.BadWorkspaceName, refused.Problem?.Code);
        Assert.Equal("workspace", Assert.Single(refused.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_workspace_name_may_have_128_characters_and_no_more()
    {
        Assert.True((await Store.OpenWorkspaceAsync(new string('n', Engine.Graph.Workspace.NameLengthMax), Token)).IsSuccess);
        Assert.False((await Store.OpenWorkspaceAsync(new string('n', Engine.Graph.Workspace.NameLengthMax + 1), Token)).IsSuccess);
    }

    [Fact]
    public async Task A_workspace_that_callers_open_at_once_is_created_once()
    {
        using var another = OpenAnother();
        var opened = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => (i % 2 == 0 ? Store : another).OpenWorkspaceAsync("shared", Token)));

        Assert.Single(opened.Select(result => result.Value.Id).Distinct());
        Assert.Single(Store.Workspaces());
    }

    [Fact]
    public async Task Workspaces_do_not_see_each_other()
    {
        var (one, two) = (await Workspace("one"), await Workspace("two"));
        var first = await Write(one, write => write.AddEntity("same", "service", true, false));
        var second = await Write(two, write => write.AddEntity("same", "person", true, false));
        await Write(one, write => write.AddFact(Observation(first.Id, "only here")));

        Assert.Equal((1L, 1L), (first.Id, second.Id));
        Assert.Equal("person", Store.Read(two, read => read.FindEntity("same"))!.Type);
        Assert.Empty(Store.Read(two, read => read.FactsOf(second.Id)));
        Assert.Equal(new WorkspaceCounts(1, 0, 0, 0), Store.Read(two, read => read.Counts()));
        Assert.Equal([1L, 2L], Store.Read(one, read => read.Log(0, 10)).Select(item => item.Seq));
        Assert.Single(Store.Read(two, read => read.Log(0, 10)));
        Assert.Empty(Store.Read(two, read => read.Predicates()));
    }

    [Fact]
    public async Task An_unknown_workspace_is_a_problem_for_a_writer_and_a_fault_for_a_reader()
    {
        var refused = await Store.WriteAsync<int>(404, _ => 1, Token);

        Assert.Equal(StoreProblems.NoWorkspace, refused.Problem?.Code);
        Assert.Equal(StoreProblems.NoWorkspace, Assert.Throws<StoreFaultException>(() => Store.Read(404, read => 1)).Problem.Code);
    }
}
