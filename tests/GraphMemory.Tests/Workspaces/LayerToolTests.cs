using GraphMemory.Engine.Graph;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using System.Text.Json;

namespace GraphMemory.Tests.Workspaces;

public sealed class LayerToolTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MemoryHost _memory;
    private readonly ToolHost _tools;

    public LayerToolTests()
    {
        var options = new GraphMemoryOptions { Data = new() { Folder = _folder.Path } };
        _memory = MemoryHost.Open(options, TimeProvider.System).Value;
        _tools = _memory.Tools(ToolProfiles.Create(), options.Mcp.ToLimits());
    }

    public void Dispose()
    {
        _memory.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_assistant_keeps_what_holds_everywhere_in_the_layer_of_the_user_and_finds_it_from_any_project()
    {
        await Run("one", "remember", """{"text": "prefers tabs over spaces", "about": "style", "layer": "user"}""");
        await Run("two", "remember", """{"text": "the makefile needs tabs", "about": "makefile"}""");

        var found = await Run("two", "recall", """{"query": "tabs"}""");
        Assert.Contains("user #2 style: prefers tabs", found.Text, StringComparison.Ordinal);
        Assert.Contains("\"workspace\":\"user\"", found.Structured!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("prefers", (await Run("two", "recall", """{"query": "tabs", "layers": "workspace"}""")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("makefile", (await Run("two", "recall", """{"query": "tabs", "layers": "user"}""")).Text, StringComparison.Ordinal);
        Assert.Contains("[user 2]", (await Run("two", "context", """{"query": "tabs"}""")).Text, StringComparison.Ordinal);
        Assert.Contains("\"userFactIds\":[2]", (await Run("two", "context", """{"query": "tabs"}""")).Structured!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("prefers", (await Run("two", "timeline", """{"entity": "style", "layer": "user"}""")).Text, StringComparison.Ordinal);
        Assert.True((await Run("two", "timeline", """{"entity": "style"}""")).IsError);
        Assert.True((await Run("two", "remember", """{"text": "x", "layer": "everyone"}""")).IsError);
    }

    [Fact]
    public async Task A_workspace_that_nobody_named_reads_the_default_one_until_it_is_written_to()
    {
        await Run("default", "remember", """{"text": "said long ago", "about": "x"}""");

        Assert.Contains("long ago", (await Run("repo-1", "recall", """{"query": "said"}""", isAutomatic: true)).Text, StringComparison.Ordinal);
        Assert.Null(_memory.Store.FindWorkspace("repo-1"));

        await Run("repo-1", "remember", """{"text": "said here", "about": "x"}""", isAutomatic: true);
        Assert.DoesNotContain("long ago", (await Run("repo-1", "recall", """{"query": "said"}""", isAutomatic: true)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_that_renames_or_deletes_a_workspace_is_noticed_by_the_next_call()
    {
        await Run("project", "remember", """{"text": "first life", "about": "x"}""");
        var id = _memory.Store.FindWorkspace("project")!.Id;
        await _memory.Store.DeleteWorkspaceAsync(id, onlyAtSeq: null, TestContext.Current.CancellationToken);

        Assert.False((await Run("project", "remember", """{"text": "second life", "about": "x"}""")).IsError);
        Assert.DoesNotContain("first life", (await Run("project", "recall", """{"query": "life"}""")).Text, StringComparison.Ordinal);
        Assert.NotEqual(id, _memory.Store.FindWorkspace("project")!.Id);
    }

    [Fact]
    public async Task Workspaces_are_listed_and_the_one_in_use_is_marked()
    {
        await Run("one", "remember", """{"text": "a", "about": "x"}""");
        await Run("two", "remember", """{"text": "b", "about": "x"}""");

        var list = await Run("two", "list_workspaces", "{}");

        Assert.Equal("one: 1 entities, 1 observations, 0 relations\ntwo: 1 entities, 1 observations, 0 relations (in use)", list.Text);
        Assert.Contains("\"name\":\"two\",\"inUse\":true", list.Structured!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_deleted_workspace_left_is_erased_in_the_background()
    {
        await Run("gone", "remember", """{"text": "a", "about": "x"}""");
        var id = _memory.Store.FindWorkspace("gone")!.Id;
        var files = Directory.CreateDirectory(Path.Combine(_memory.Folder.IndexPath, $"{id}")).FullName;
        await _memory.Store.DeleteWorkspaceAsync(id, onlyAtSeq: null, TestContext.Current.CancellationToken);

        _memory.Steps().Single(step => step.Name == "erasure").Run(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        Assert.False(Directory.Exists(files));
        Assert.False((await _memory.Store.EraseStepAsync(TestContext.Current.CancellationToken)).Value);
    }

    private Task<ToolReply> Run(string workspace, string tool, string arguments, bool isAutomatic = false) => _tools.InvokeAsync(
        new ToolCall(ToolProfiles.All, tool, workspace, JsonDocument.Parse(arguments).RootElement, "client", "session", Key: null, isAutomatic),
        TestContext.Current.CancellationToken);
}
