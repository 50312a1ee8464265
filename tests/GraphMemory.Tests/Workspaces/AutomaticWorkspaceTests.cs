using CsCheck;
using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Tests.Workspaces;

public sealed class AutomaticWorkspaceTests : IDisposable
{
    private readonly GitFixture _git = new();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void A_folder_in_no_repository_has_the_default_workspace() =>
        Assert.Equal(new AutomaticWorkspace("default", "no repository here", null), AutomaticWorkspace.Of(_git.Folder("plain/deep")));

    [Fact]
    public void Every_folder_of_a_repository_has_the_workspace_of_its_root()
    {
        var root = _git.Repository("parser");
        var deep = _git.Folder("parser/src/grammar");

        var workspace = AutomaticWorkspace.Of(deep);

        Assert.Matches("^parser-[0-9a-f]{8}$", workspace.Name);
        Assert.Equal(AutomaticWorkspace.Of(root), workspace);
        Assert.Equal(AutomaticWorkspace.Of(Path.Combine(root, ".git", "objects")), workspace);
        Assert.Equal($"repository {root}/.git", workspace.Why);
    }

    [Fact]
    public void Work_trees_share_the_workspace_wherever_they_lie()
    {
        var root = _git.Repository("parser");
        var beside = _git.WorkTree("parser/.git", "parser-topic");
        var inside = _git.WorkTree("parser/.git", "parser/.worktrees/fix");

        Assert.Equal(AutomaticWorkspace.Of(root), AutomaticWorkspace.Of(beside));
        Assert.Equal(AutomaticWorkspace.Of(root), AutomaticWorkspace.Of(inside));
    }

    [Fact]
    public void A_submodule_is_a_repository_of_its_own_and_its_work_trees_share_it()
    {
        _git.Repository("whole");
        _git.GitFolder("whole/.git/modules/libs/lexer");
        _git.File("whole/libs/lexer/.git", "gitdir: ../../.git/modules/libs/lexer\n");
        var tree = _git.WorkTree("whole/.git/modules/libs/lexer", "lexer-topic");

        var workspace = AutomaticWorkspace.Of(_git.Path("whole/libs/lexer"));

        Assert.StartsWith("lexer-", workspace.Name, StringComparison.Ordinal);
        Assert.Equal(workspace, AutomaticWorkspace.Of(tree));
        Assert.NotEqual(workspace, AutomaticWorkspace.Of(_git.Path("whole")));
    }

    [Theory]
    [InlineData("mirror.git", "mirror-")]
    [InlineData("project/.bare", "project-")]
    public void A_bare_repository_is_called_by_its_folder(string name, string prefix)
    {
        var bare = _git.GitFolder(name);
        var tree = _git.WorkTree(name, "checkout");

        Assert.StartsWith(prefix, AutomaticWorkspace.Of(bare).Name, StringComparison.Ordinal);
        Assert.Equal(AutomaticWorkspace.Of(bare), AutomaticWorkspace.Of(tree));
    }

    [Fact]
    public void Repositories_of_one_name_in_two_places_are_told_apart() =>
        Assert.NotEqual(AutomaticWorkspace.Of(_git.Repository("a/parser")).Name, AutomaticWorkspace.Of(_git.Repository("b/parser")).Name);

    [Fact]
    public void A_link_to_a_repository_leads_to_the_same_workspace()
    {
        var root = _git.Repository("real/parser");
        Directory.CreateSymbolicLink(_git.Path("link"), _git.Path("real"));
        Directory.CreateSymbolicLink(_git.Path("again"), "link/parser");

        Assert.Equal(AutomaticWorkspace.Of(root), AutomaticWorkspace.Of(_git.Path("link/parser")));
        Assert.Equal(AutomaticWorkspace.Of(root), AutomaticWorkspace.Of(_git.Path("again")));
    }

    [Theory]
    [InlineData("gitdir: /nowhere/at/all\n")]
    [InlineData("nonsense")]
    [InlineData("gitdir: \0\n")]
    public void A_broken_link_is_passed_over(string text)
    {
        _git.Repository("outer");
        _git.File("outer/inner/.git", text);

        Assert.Equal(AutomaticWorkspace.Of(_git.Path("outer")).Name, AutomaticWorkspace.Of(_git.Path("outer/inner")).Name);
    }

    [Fact]
    public void A_folder_named_git_that_is_none_is_passed_over()
    {
        _git.Folder("plain/.git");

        Assert.Equal("default", AutomaticWorkspace.Of(_git.Path("plain")).Name);
    }

    [Fact]
    public void A_circle_of_links_ends()
    {
        Directory.CreateSymbolicLink(_git.Path("a"), "b");
        Directory.CreateSymbolicLink(_git.Path("b"), "a");

        Assert.NotEmpty(RealPath.Of(_git.Path("a")));
    }

    [Fact]
    public void The_configuration_of_the_repository_wins_over_its_place()
    {
        var root = _git.Repository("parser");
        _git.File("parser/.git/config", "[core]\n\tbare = false\n[graphmemory]\n\tworkspace = compilers\n");
        var tree = _git.WorkTree("parser/.git", "topic");

        Assert.Equal(new AutomaticWorkspace("compilers", $"graphmemory.workspace of {root}/.git/config", $"{root}/.git"), AutomaticWorkspace.Of(root));
        Assert.Equal("compilers", AutomaticWorkspace.Of(tree).Name);
    }

    [Theory]
    [InlineData("[graphmemory]\nworkspace = one", "one")]
    [InlineData("[GraphMemory]\r\n\tWorkSpace=one two ; why\r\n", "one two")]
    [InlineData("[graphmemory]\nworkspace = \" a # b \" # c", " a # b ")]
    [InlineData("[graphmemory]\nworkspace = say \\\"it\\\" \\\\", "say \"it\" \\")]
    [InlineData("[graphmemory]\nworkspace = first\n[x]\nworkspace = other\n[graphmemory]\nworkspace = second", "second")]
    [InlineData("[graphmemory]\nworkspace = tw\\\no", "two")]
    [InlineData("[graphmemory \"sub\"]\nworkspace = no", null)]
    [InlineData("[graphmemory]\n# workspace = no\nother = 1", null)]
    [InlineData("", null)]
    public void A_configuration_file_is_read_as_git_writes_it(string text, string? expected) =>
        Assert.Equal(expected, GitConfigFile.Value(text, "graphmemory", "workspace"));

    [Fact]
    public void Any_text_can_be_read_as_a_configuration() => Gen.String.Sample(text => { GitConfigFile.Value("[graphmemory]\n" + text, "graphmemory", "workspace"); });
}
