using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Bench;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Retrieval;

/// <summary>Stores a corpus through the product's own model and answers queries through its own retrieval path.</summary>
/// <param name="openRecall">Retrieval over a store, given the folder for its index.</param>
internal sealed class RetrievalEvaluation(
    TimeProvider time, Func<IGraphStore, string, Func<long, RecallRequest, Result<RecallResult>>> openRecall, IProgress<WorkProgress> progress)
{
    /// <summary>Facts to fetch per wanted document: commits and relations are ranked too, but are no documents.</summary>
    private const int Overfetch = 3;

    private const int ScopesAtOnce = 64;

    public async Task<Result<RetrievalReport>> RunAsync(RetrievalFiles files, CancellationToken cancellationToken)
    {
        var documents = InputFile.Rows(files.Corpus, row => CorpusDocument.Parse(row, files.Scope));
        if (!documents.IsSuccess) { return documents.Problem; }
        var queries = InputFile.Rows(files.Queries, row => CorpusQuery.Parse(row, files.Scope));
        if (!queries.IsSuccess) { return queries.Problem; }
        var history = files.History is null ? new List<PastCommit>() : InputFile.Rows(files.History, PastCommit.Parse);
        if (!history.IsSuccess) { return history.Problem; }
        var opened = TemporaryStore.Open(time);
        if (!opened.IsSuccess) { return opened.Problem; }
        using var temporary = opened.Value;

        var began = time.GetTimestamp();
        var scopes = await LoadAsync(temporary.Store, documents.Value, history.Value, cancellationToken);
        if (!scopes.IsSuccess) { return scopes.Problem; }
        var storeSeconds = time.GetElapsedTime(began).TotalSeconds;

        began = time.GetTimestamp();
        var answerMs = Answer(openRecall(temporary.Store, temporary.IndexPath), scopes.Value, queries.Value, files, out var problem, cancellationToken);
        if (problem is not null) { return problem; }
        return new RetrievalReport(
            documents.Value.Count, scopes.Value.Count, history.Value.Count, queries.Value.Count, Math.Round(storeSeconds, 2),
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 2), Math.Round(answerMs.At(50), 2), Math.Round(answerMs.At(95), 2));
    }

    /// <summary>Several scopes at a time, so that they share commits.</summary>
    private async Task<Result<Dictionary<string, LoadedScope>>> LoadAsync(
        IGraphStore store, List<CorpusDocument> documents, List<PastCommit> history, CancellationToken cancellationToken)
    {
        var limits = new GraphLimits();
        var load = new CorpusLoad(new GraphCommands(store, limits), limits);
        var scopes = new Dictionary<string, LoadedScope>(StringComparer.Ordinal);
        var stored = 0;
        foreach (var group in documents.GroupBy(document => document.Scope, StringComparer.Ordinal).Select((scope, i) => (scope, i)).Chunk(ScopesAtOnce))
        {
            var running = group.Select(async member =>
            {
                var workspace = await store.OpenWorkspaceAsync($"scope-{member.i}", cancellationToken);
                return (member.scope, loaded: workspace.IsSuccess
                    ? await load.RunAsync(workspace.Value, [.. member.scope], history, cancellationToken)
                    : workspace.Problem);
            });
            foreach (var (scope, loaded) in await Task.WhenAll(running))
            {
                if (!loaded.IsSuccess) { return loaded.Problem; }
                scopes.Add(scope.Key, loaded.Value);
                progress.Report(new(stored += scope.Count(), documents.Count, "documents"));
            }
        }

        return scopes;
    }

    private Percentiles Answer(
        Func<long, RecallRequest, Result<RecallResult>> recall, Dictionary<string, LoadedScope> scopes, List<CorpusQuery> queries,
        RetrievalFiles files, out Problem? problem, CancellationToken cancellationToken)
    {
        problem = null;
        var elapsedMs = new List<double>(queries.Count);
        using var output = new OutputLines(files.Run);
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var began = time.GetTimestamp();
            var ranked = Rank(recall, scopes.GetValueOrDefault(query.Scope), query.Query, files.Limit);
            elapsedMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
            if (!ranked.IsSuccess)
            {
                problem = ranked.Problem;
                break;
            }

            output.WriteAnswer(query.Qid, "ranked", ranked.Value);
            progress.Report(new(elapsedMs.Count, queries.Count, "queries"));
        }

        return Percentiles.Of(elapsedMs);
    }

    private static Result<List<JsonName>> Rank(Func<long, RecallRequest, Result<RecallResult>> recall, LoadedScope? scope, string query, int limit)
    {
        if (scope is null || string.IsNullOrWhiteSpace(query)) { return new List<JsonName>(); }
        var request = new RecallRequest(query.Length <= RecallRequest.QueryLengthMax ? query : query[..RecallRequest.QueryLengthMax])
        {
            Limit = Math.Min(RecallRequest.LimitMax, limit * Overfetch),
        };
        var answer = recall(scope.WorkspaceId, request);
        if (!answer.IsSuccess) { return answer.Problem; }
        return answer.Value.Items.SelectMany(item => scope.DocumentsOf(item.Id)).Distinct().Take(limit).ToList();
    }
}
