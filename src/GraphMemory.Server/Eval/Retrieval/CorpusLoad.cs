using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Retrieval;

/// <summary>Stores the documents of one scope, with the past commits that touched them, in a workspace of their own.</summary>
internal sealed class CorpusLoad(GraphCommands commands, GraphLimits limits)
{
    private const int BatchCount = 500;
    private const int BatchLength = 4 << 20;

    public async Task<Result<LoadedScope>> RunAsync(
        Workspace workspace, IReadOnlyList<CorpusDocument> documents, IReadOnlyList<PastCommit> history, CancellationToken cancellationToken)
    {
        var scope = new LoadedScope(workspace.Id);
        foreach (var batch in Batches(documents))
        {
            var observations = batch.ConvertAll(document => document.ToObservation());
            var recorded = await commands.ExecuteAsync(workspace.Id, new Remember(observations), cancellationToken);
            if (!recorded.IsSuccess) { return recorded.Problem; }
            for (var i = 0; i < batch.Count; i++) { scope.Add(recorded.Value[i].FactId, batch[i].Id); }
        }

        var titles = documents.Select(document => document.Title).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return await LoadHistoryAsync(workspace.Id, titles, history, cancellationToken) is { } problem ? problem : scope;
    }

    private async Task<Problem?> LoadHistoryAsync(
        long workspaceId, HashSet<string> titles, IReadOnlyList<PastCommit> history, CancellationToken cancellationToken)
    {
        // A history file begins with the newest commit; a memory grows from the oldest.
        var known = history.Reverse().Where(commit => commit.Files.Any(titles.Contains) && commit.Subject.Length > 0).ToList();
        foreach (var batch in known.Chunk(BatchCount))
        {
            var subjects = new Remember([.. batch.Select(commit => new NewObservation(commit.Subject, Name(commit), PastCommit.CommitType, Of(commit)))]);
            var links = batch.SelectMany(commit => commit.Files.Where(titles.Contains).Distinct(StringComparer.Ordinal)
                .Select(file => new NewLink(Name(commit), file, PastCommit.Changes, Weight: 1, Of(commit))));
            var remembered = await commands.ExecuteAsync(workspaceId, subjects, cancellationToken);
            if (!remembered.IsSuccess) { return remembered.Problem; }
            foreach (var part in links.Chunk(limits.ItemsPerRequestMax))
            {
                var linked = await commands.ExecuteAsync(workspaceId, new Link(part), cancellationToken);
                if (!linked.IsSuccess) { return linked.Problem; }
            }
        }

        return null;
    }

    private static string Name(PastCommit commit) => $"commit {commit.Commit}";

    private static Circumstances Of(PastCommit commit) => Circumstances.Default with { Provenance = new Provenance(Commit: commit.Commit) };

    private static IEnumerable<List<CorpusDocument>> Batches(IReadOnlyList<CorpusDocument> documents)
    {
        var batch = new List<CorpusDocument>(BatchCount);
        var length = 0;
        foreach (var document in documents)
        {
            if (batch.Count == BatchCount || (batch.Count > 0 && length + document.Text.Length > BatchLength))
            {
                yield return batch;
                (batch, length) = (new List<CorpusDocument>(BatchCount), 0);
            }

            batch.Add(document);
            length += document.Text.Length;
        }

        if (batch.Count > 0) { yield return batch; }
    }
}

/// <summary>A workspace and which documents each of its facts stands for; a text that occurs twice is one fact.</summary>
internal sealed class LoadedScope(long workspaceId)
{
    private readonly Dictionary<long, List<JsonName>> _documentsOf = [];

    public long WorkspaceId { get; } = workspaceId;

    public void Add(long factId, JsonName documentId)
    {
        if (!_documentsOf.TryGetValue(factId, out var documents)) { _documentsOf[factId] = documents = []; }
        documents.Add(documentId);
    }

    public IEnumerable<JsonName> DocumentsOf(long factId) => _documentsOf.GetValueOrDefault(factId, []);
}
