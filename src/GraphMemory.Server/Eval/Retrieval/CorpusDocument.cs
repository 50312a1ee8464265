using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Eval.Input;

namespace GraphMemory.Server.Eval.Retrieval;

/// <summary>One document, as it becomes an observation.</summary>
/// <param name="Scope">Value of the scope field; empty when there is none.</param>
internal sealed record CorpusDocument(
    JsonName Id, string Text, string? Title, string? Episode, string Scope, ImmutableSortedDictionary<string, string> Metadata)
{
    public const string DocumentType = "document";

    public const string EpisodeType = "episode";

    public static CorpusDocument Parse(JsonRow row, string? scope)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in (ReadOnlySpan<string>)["time", "place"])
        {
            if (row.TextOrNull(field) is { } value) { metadata[field] = value; }
        }

        var text = row.Text("text");
        if (text.Length == 0 && row.TextOrNull("title") is null) { row.Note("text", "is empty", "give a text, or a title to be found by"); }
        return new(
            row.Name("id"), text, Filled(row.TextOrNull("title")), Filled(row.TextOrNull("episode")),
            scope is null ? "" : row.TextOrNull(scope) ?? "", metadata.ToImmutable());
    }

    /// <summary>A titled text is about what its title names, a turn of an episode about the episode, anything else is a note.</summary>
    public NewObservation ToObservation() => new(
        Text.Length == 0 ? Title! : Text, Title ?? Episode, Title is not null ? DocumentType : Episode is not null ? EpisodeType : null,
        Circumstances.Default with { Provenance = new Provenance(Session: Episode), Metadata = Metadata });

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

internal sealed record CorpusQuery(JsonName Qid, string Query, string Scope)
{
    public static CorpusQuery Parse(JsonRow row, string? scope) =>
        new(row.Name("qid"), row.Text("query"), scope is null ? "" : row.TextOrNull(scope) ?? "");
}

/// <summary>An earlier change and the files it touched.</summary>
internal sealed record PastCommit(string Commit, string Subject, List<string> Files)
{
    public const string CommitType = "commit";

    public const string Changes = "changes";

    public static PastCommit Parse(JsonRow row) => new(row.Text("commit"), row.Text("subject"), row.Texts("files"));
}
