using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Eval.Retrieval;

namespace GraphMemory.Tests.Eval;

public sealed class RetrievalEvaluationTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<(long Workspace, NamedFact Fact)> _stored = [];
    private readonly List<RecallRequest> _asked = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Documents_become_what_they_are_in_the_model()
    {
        await RunAsync(
            """
            {"id": "t", "title": "src/Api.cs", "text": "class Api"}
            {"id": "e", "text": "we met", "episode": "talk-1", "time": "noon", "place": "Rome"}
            {"id": "n", "text": "loose words"}
            {"id": "empty", "title": "src/Empty.cs", "text": ""}
            """,
            """{"qid": 1, "query": "all"}""");

        Assert.Equal(
            ["src/Api.cs document class Api", "talk-1 episode we met", "note loose words", "src/Empty.cs document src/Empty.cs"],
            _stored.Select(entry => $"{(entry.Fact.SubjectType == "note" ? "" : entry.Fact.Subject + " ")}{entry.Fact.SubjectType} {entry.Fact.Fact.Statement.Text}"));
        var episode = _stored[1].Fact.Fact.Statement;
        Assert.Equal(("talk-1", "noon", "Rome"), (episode.Provenance.Session, episode.Metadata["time"], episode.Metadata["place"]));
    }

    [Fact]
    public async Task An_answer_names_documents_best_first_once_and_no_more_than_asked_for()
    {
        await RunAsync(
            """
            {"id": "a", "text": "same"}
            {"id": 2, "text": "same"}
            {"id": "c", "text": "other"}
            """,
            """
            {"qid": "q1", "query": "all"}
            {"qid": 2, "query": " "}
            """, limit: 2);

        Assert.Equal(["""{"qid":"q1","ranked":["a",2]}""", """{"qid":2,"ranked":[]}"""], File.ReadLines(PathOf("run.jsonl")));
        Assert.Equal(6, Assert.Single(_asked).Limit);
    }

    [Fact]
    public async Task A_scope_is_a_workspace_of_its_own()
    {
        var report = await RunAsync(
            """
            {"id": "a", "text": "x", "scope": "one"}
            {"id": "b", "text": "x", "scope": "two"}
            {"id": "c", "text": "y", "scope": "one"}
            """,
            """
            {"qid": 1, "query": "all", "scope": "one"}
            {"qid": 2, "query": "all", "scope": "two"}
            {"qid": 3, "query": "all", "scope": "three"}
            """, scope: "scope");

        Assert.Equal(["a c", "b", ""], File.ReadLines(PathOf("run.jsonl")).Select(Ranked));
        Assert.Equal((3, 2, 3), (report.Value.Documents, report.Value.Workspaces, report.Value.Queries));
    }

    [Fact]
    public async Task Past_commits_are_linked_to_the_files_that_exist_oldest_first_and_never_answer()
    {
        var history = _folder.File("c.history.jsonl", """
            {"commit": "bbb", "subject": "Second", "files": ["a.cs", "gone.cs"]}
            {"commit": "ccc", "subject": "Elsewhere", "files": ["gone.cs"]}
            {"commit": "aaa", "subject": "First", "files": ["a.cs", "b.cs", "a.cs"]}
            """);

        await RunAsync("""
            {"id": "A", "title": "a.cs", "text": "x"}
            {"id": "B", "title": "b.cs", "text": "y"}
            """, """{"qid": 1, "query": "all"}""", history: history);

        Assert.Equal(["a.cs x", "b.cs y", "commit aaa First", "commit bbb Second", "commit aaa a.cs", "commit aaa b.cs", "commit bbb a.cs"],
            _stored.Select(entry => $"{entry.Fact.Subject} {entry.Fact.Fact.Statement.Text ?? entry.Fact.Object}"));
        Assert.Equal("A B", Ranked(File.ReadLines(PathOf("run.jsonl")).Single()));
    }

    [Fact]
    public void The_history_beside_a_corpus_is_found_by_its_name()
    {
        var corpus = _folder.File("git.corpus.jsonl.gz", "");
        Assert.Null(RetrievalFiles.HistoryBeside(corpus));
        var plain = _folder.File("git.history.jsonl", "");
        Assert.Equal(plain, RetrievalFiles.HistoryBeside(corpus));
        var packed = _folder.File("git.history.jsonl.gz", "");
        Assert.Equal(packed, RetrievalFiles.HistoryBeside(corpus));
        Assert.Null(RetrievalFiles.HistoryBeside(plain));
    }

    [Theory]
    [InlineData("""{"id": "a"}""", "{}", "corpus.jsonl line 1: text is missing")]
    [InlineData("""{"id": "a", "text": ""}""", "{}", "text is empty")]
    [InlineData("""{"id": "a", "text": "x"}""", """{"qid": 1}""", "queries.jsonl line 1: query is missing")]
    public async Task A_bad_line_is_refused_with_its_file_line_and_field(string corpus, string queries, string complaint) =>
        Assert.Contains(complaint, (await RunAsync(corpus, queries)).Problem!.Detail, StringComparison.Ordinal);

    [Fact]
    public async Task Many_documents_go_in_batches_and_long_ones_too()
    {
        var lines = Enumerable.Range(0, 1_100).Select(i => $$"""{"id": {{i}}, "text": "text {{i}} {{(i > 1_080 ? new string('x', 250_000) : "")}}"}""");

        var report = await RunAsync(string.Join('\n', lines), """{"qid": 1, "query": "all"}""", limit: 60);

        Assert.Equal(1_100, _stored.Count);
        Assert.Equal(60, Ranked(File.ReadLines(PathOf("run.jsonl")).Single()).Split(' ').Length);
        Assert.Equal(180, _asked[0].Limit);
        Assert.Equal(1_100, report.Value.Documents);
    }

    [Fact]
    public async Task A_text_beyond_the_limit_of_an_observation_is_told() =>
        Assert.Equal(GraphProblems.TooLarge, (await RunAsync($$"""{"id": 1, "text": "{{new string('x', 262_145)}}"}""", "")).Problem!.Code);

    private Task<Result<RetrievalReport>> RunAsync(string corpus, string queries, int limit = 20, string? scope = null, string? history = null) =>
        new RetrievalEvaluation(TimeProvider.System, OpenInStoredOrder, new Progress<WorkProgress>()).RunAsync(
            new(_folder.File("corpus.jsonl", corpus), _folder.File("queries.jsonl", queries), PathOf("run.jsonl"), limit, scope, history),
            TestContext.Current.CancellationToken);

    /// <summary>Retrieval that ranks facts in the order they were stored, so that the expected answers are known.</summary>
    private Func<long, RecallRequest, Result<RecallResult>> OpenInStoredOrder(IGraphStore store, string folder)
    {
        foreach (var workspace in store.Workspaces().OrderBy(workspace => workspace.Id))
        {
            var changes = new GraphQueries(store).ChangesSince(workspace.Id, 0, GraphQueries.PageMax).Value.Events;
            _stored.AddRange(changes.Where(change => change.Fact is not null).Select(change => (workspace.Id, change.Fact!)));
        }

        return (workspaceId, request) =>
        {
            _asked.Add(request);
            var items = _stored.Where(entry => entry.Workspace == workspaceId).Take(request.Limit)
                .Select(entry => new RecallItem(
                    entry.Fact.Fact.Id, entry.Fact.Subject, entry.Fact.SubjectType, entry.Fact, 1, new RecallProof(1, 0, 0, 0, 0, 1, [], [])));
            return new RecallResult([.. items], Seq: 0);
        };
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private static string Ranked(string line) => string.Join(' ', JsonDocument.Parse(line).RootElement.GetProperty("ranked").EnumerateArray());
}
