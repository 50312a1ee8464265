namespace GraphMemory.Server.Eval.Retrieval;

/// <param name="Limit">Documents per answer.</param>
/// <param name="Scope">Field whose value a document must share with the query; null when every query sees every document.</param>
/// <param name="History">Past commits; null when there are none.</param>
internal sealed record RetrievalFiles(string Corpus, string Queries, string Run, int Limit, string? Scope, string? History)
{
    public const int LimitDefault = 20;

    /// <summary>The history that lies beside a corpus: NAME.corpus.jsonl has NAME.history.jsonl.</summary>
    public static string? HistoryBeside(string corpus)
    {
        var name = Path.GetFileName(corpus);
        var end = name.IndexOf(".corpus.jsonl", StringComparison.Ordinal);
        if (end < 0) { return null; }
        var beside = Path.Combine(Path.GetDirectoryName(corpus) ?? "", name[..end] + ".history.jsonl");
        return new[] { beside + ".gz", beside }.FirstOrDefault(File.Exists);
    }
}

internal sealed record RetrievalReport(
    int Documents, int Workspaces, int Commits, int Queries, double StoreSeconds, double AnswerSeconds, double AnswerMsP50, double AnswerMsP95);
