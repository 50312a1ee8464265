using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Tests.Graph;

public sealed class NameDirectoryTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly NameDirectory _names;

    public NameDirectoryTests() => _names = new NameDirectory(_memory.Store);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Words_are_found_by_their_beginning_in_any_case_and_in_order()
    {
        Create("Beta", "service");
        Create("alpha", "Service");
        Create("ALPS", "mountain");
        _memory.Remember(null, "a note has a made-up name", Circumstances.Default with { Tags = ["draft", "Design"] });

        Assert.Equal(["alpha", "ALPS"], Names("al"));
        Assert.Equal(["alpha", "ALPS", "Beta"], Names(""));
        Assert.Empty(Names("gamma"));
        Assert.Equal(["mountain", "Service", "service"], Of(WordKind.Type, ""));
        Assert.Equal(["Design", "draft"], Of(WordKind.Tag, "D"));
    }

    [Fact]
    public void It_follows_what_is_written_deleted_and_declared_later()
    {
        Create("one", "t");
        Assert.Equal(["one"], Names("o"));
        Create("only", "t");
        _memory.Link("only", "r", "other");
        Assert.Equal(["one", "only", "other"], Names("o"));
        Create("other", "late");
        Assert.Equal(["late"], Of(WordKind.Type, "l"));
        _memory.Run(new DeleteEntities(["one"]));
        Assert.Equal(["only", "other"], Names("o"));
        var tagged = _memory.Remember("only", "tagged", Circumstances.Default with { Tags = ["x"] });
        Assert.Equal(["x"], Of(WordKind.Tag, "x"));
        _memory.Run(new Forget([tagged.FactId], []));
        Assert.Empty(Of(WordKind.Tag, "x"));
    }

    [Fact]
    public void At_most_a_hundred_are_told_and_all_are_counted()
    {
        _memory.Run(new CreateEntities([.. Enumerable.Range(0, 250).Select(i => new NewEntity($"n{i:000}", "t", []))], Circumstances.Default));
        var found = _names.Beginning(_memory.Workspace, WordKind.Name, "n1");

        Assert.Equal(100, found.Words.Length);
        Assert.Equal(100, found.Total);
        Assert.Equal(250, _names.Beginning(_memory.Workspace, WordKind.Name, "N").Total);
        Assert.Equal("n000", _names.Beginning(_memory.Workspace, WordKind.Name, "N").Words[0]);
    }

    private void Create(string name, string type) => _memory.Run(new CreateEntities([new(name, type, [])], Circumstances.Default));

    private ImmutableArray<string> Names(string beginning) => Of(WordKind.Name, beginning);

    private ImmutableArray<string> Of(WordKind kind, string beginning) => _names.Beginning(_memory.Workspace, kind, beginning).Words;
}
