using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Cli;

/// <summary>Someone comes from another product: one command, found out by content, and what was known is recalled.</summary>
public sealed class PeerImportTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memories_of_mem0_are_recalled_and_go_back_as_a_list_of_mem0()
    {
        var source = Write("export.json", """
            {"results": [{"id": "1", "memory": "Releases are cut on Thursdays", "user_id": "anna", "metadata": {"api_key": "sk-hidden"}, "created_at": "2025-03-01T10:00:00-08:00", "hash": "h"}],
             "relations": [{"source": "anna", "relationship": "leads", "destination": "parser team"}]}
            """);
        var report = (await RunAsync("import", source, "--json")).Json;
        var again = (await RunAsync("import", source, "--json")).Json;
        var back = (await RunAsync("export", "-", "--to", "mem0")).Json.AsArray();

        Assert.Equal(("mem0", 2), (report["format"]!.GetValue<string>(), report["created"]!.GetValue<int>()));
        Assert.Equal(1, report["lost"]!["api_key: a secret"]!.GetValue<int>());
        Assert.Equal(0, again["created"]!.GetValue<int>());
        Assert.Contains("Thursdays", (await RunAsync("recall", "when are releases cut", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal("2025-03-01T18:00:00.000Z", Assert.Single(back)!["created_at"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_dump_of_the_ancestor_comes_in_and_its_secrets_stay_out()
    {
        var source = Write("dump.sql", "-- PostgreSQL database dump\nCOPY public.telemetry_events (id, event_type, data) FROM stdin;\n1\ttest_run\t{'passed': True, 'file': 'src/lexer.cs'}\n\\.\n"
            + "COPY public.user_sessions (id, session_token) FROM stdin;\n1\tvery-secret\n\\.\n");
        var report = (await RunAsync("import", source, "--json")).Json;
        var shown = await RunAsync("get", "src/lexer.cs", "--json");

        Assert.Equal("postgres", report["format"]!.GetValue<string>());
        Assert.Equal(1, report["lost"]!["table user_sessions: holds secrets"]!.GetValue<int>());
        Assert.Contains("concerns", shown.Output, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => file != source), file =>
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf("very-secret"u8)));
    }

    [Fact]
    public async Task The_files_of_Kuzu_itself_are_refused_with_the_way_to_export_them()
    {
        var folder = Directory.CreateDirectory(_folder.Combine("kuzu")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "catalog.kz"), "x", TestContext.Current.CancellationToken);
        var answer = await CommandLine.RunAsync("import", folder, "--data", _folder.Path);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("EXPORT DATABASE", answer.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = _folder.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<CommandLine> RunAsync(params string[] arguments) =>
        (await CommandLine.RunAsync([.. arguments, "--data", _folder.Path, "--workspace", "w"])).Succeeded();
}
