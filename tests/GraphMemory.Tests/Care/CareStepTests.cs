using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Care;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Graph;
using Microsoft.Extensions.Logging.Abstractions;

namespace GraphMemory.Tests.Care;

public sealed class CareStepTests : IDisposable
{
    private readonly MemoryFixture _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void New_facts_get_their_usual_marks_and_what_expires_is_closed()
    {
        var step = new CareStep(_memory.Store, _memory.Commands, () => new CareOptions { Defaults = ["tag:scratch=7d", "tag:log=archive"] }, _memory.Clock);
        var scratch = _memory.Remember("x", "one", new() { Tags = ["scratch"] }).FactId;
        step.Run(NullLogger.Instance);
        var later = _memory.Remember("x", "two", new() { Tags = ["log"] }).FactId;
        step.Run(NullLogger.Instance);
        var head = _memory.HeadSeq;
        step.Run(NullLogger.Instance);

        Assert.Equal(head, _memory.HeadSeq);
        Assert.Equal(Tier.Archive, _memory.Store.Read(_memory.Workspace, read => read.Mark(later))!.Tier);
        _memory.Clock.Advance(TimeSpan.FromDays(8));
        step.Run(NullLogger.Instance);
        Assert.False(_memory.Fact(scratch).IsLive);
        Assert.True(_memory.Fact(later).IsLive);
    }

    [Fact]
    public void Changed_defaults_reach_what_was_looked_at_before()
    {
        var options = new CareOptions { Defaults = ["tag:log=archive"] };
        var step = new CareStep(_memory.Store, _memory.Commands, () => options, _memory.Clock);
        var fact = _memory.Remember("x", "one", new() { Tags = ["scratch"] }).FactId;
        step.Run(NullLogger.Instance);
        Assert.Null(_memory.Store.Read(_memory.Workspace, read => read.Mark(fact)));

        options = new CareOptions { Defaults = ["tag:scratch=core"] };
        step.Run(NullLogger.Instance);
        Assert.Equal(Tier.Core, _memory.Store.Read(_memory.Workspace, read => read.Mark(fact))!.Tier);
    }

    [Fact]
    public void Many_facts_are_marked_window_by_window()
    {
        var texts = Enumerable.Range(0, 15_000).Select(i => new NewObservation($"text {i}", $"e{i}", null, new() { Tags = ["t"] })).ToList();
        _memory.Run(new Engine.Graph.Commands.Remember(texts));
        new CareStep(_memory.Store, _memory.Commands, () => new CareOptions { Defaults = ["tag:t=core"] }, _memory.Clock).Run(NullLogger.Instance);

        Assert.Equal(15_000, new CareQueries(_memory.Store).Tiers(_memory.Workspace, 1).Core);
    }

    [Fact]
    public void A_store_that_is_only_read_is_left_alone()
    {
        using var folder = new TestFolder();
        using (SqliteGraphStore.Open(new DataFolder(folder.Path), _memory.Clock).Value) { }
        using var store = SqliteGraphStore.Open(new DataFolder(folder.Path), _memory.Clock, new SqliteStoreOptions { IsReadOnly = true }).Value;
        new CareStep(store, new GraphCommands(store, new GraphLimits()), () => new CareOptions { Defaults = ["tag:t=core"] }, _memory.Clock).Run(NullLogger.Instance);
        Assert.Empty(store.Workspaces());
    }

    [Theory]
    [InlineData("here.cs", false)]
    [InlineData("gone.cs", true)]
    [InlineData("gone.cs#L12", true)]
    [InlineData("folder", false)]
    [InlineData("no/such/place.cs", false)]
    [InlineData("https://example.org/a.cs", false)]
    [InlineData("", false)]
    [InlineData("a\0b", false)]
    public void A_file_is_gone_only_where_its_folder_is(string file, bool isGone)
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "here.cs"), "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder"));
        Assert.Equal(isGone, SourceFiles.GoneBelow(folder.Path)(file));
    }

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdef-1a", true)]
    [InlineData("0123456789abcdef-", false)]
    [InlineData("0123456789abcdef-xyz", false)]
    [InlineData("0123456789abcdeg", false)]
    [InlineData("0123456789abcdef-1-2", false)]
    [InlineData("123", false)]
    public void A_plan_is_read_as_it_is_written(string text, bool isPlan) => Assert.Equal(isPlan ? text : null, PlanToken.Parse(text)?.ToString());
}
