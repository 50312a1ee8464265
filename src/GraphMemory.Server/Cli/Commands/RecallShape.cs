using System.Text.Json.Serialization;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>A ranked answer.</summary>
/// <param name="Seq">Log position of the state it was drawn from.</param>
/// <param name="Workspace">The one in use; items of another layer say theirs.</param>
/// <param name="Notes">What took no part in the answer, and why; left out when there is nothing to say.</param>
internal sealed record RecallShape(string Workspace, RecallItemShape[] Items, long Seq, string[]? Notes = null)
{
    public static RecallShape Of(RecallResult result) =>
        new(result.Workspace, [.. result.Items.Select(RecallItemShape.Of)], result.Seq, NotesOf(result.Notes));

    internal static string[]? NotesOf(System.Collections.Immutable.ImmutableArray<string> notes) => notes.IsEmpty ? null : [.. notes];
}

/// <param name="Fact">Left out for an entity that nothing is said about.</param>
/// <param name="Workspace">Where it was found; ids count in it.</param>
internal sealed record RecallItemShape(long Id, string Workspace, double Score, string Entity, string EntityType, FactShape? Fact, ProofShape Proof)
{
    public static RecallItemShape Of(RecallItem item) =>
        new(item.Id, item.Workspace, item.Score, item.Entity, item.EntityType, item.Fact is null ? null : FactShape.Of(item.Fact), ProofShape.Of(item.Proof));
}

/// <param name="Vector">What similarity of vectors adds, with the cosine; both left out where no vectors took part.</param>
internal sealed record ProofShape(
    double Text, double Proximity, double Feedback, double Neighbours, double Graph, double Prior, string[] Terms, PathStepShape[] Path,
    double? Vector, double? Similarity)
{
    public static ProofShape Of(RecallProof proof) => new(
        proof.Text, proof.Proximity, proof.Feedback, proof.Neighbours, proof.Graph, proof.Prior, [.. proof.Terms],
        [.. proof.Path.Select(step => new PathStepShape(step.From, step.Via, step.To, step.FactId))],
        proof.Similarity is null ? null : proof.Vector, proof.Similarity);
}

internal sealed record PathStepShape(string From, string Via, string To, long FactId);

/// <summary>A packed context: <paramref name="Text"/> is ready to be given to an assistant.</summary>
internal sealed record ContextShape(
    string Workspace, string Text, int TokensUsed, int BudgetTokens, int Omitted, RecallItemShape[] Items, long Seq, string[]? Notes = null)
{
    public static ContextShape Of(ContextResult result) => new(
        result.Workspace, result.Text, result.TokensUsed, result.BudgetTokens, result.OmittedCount, [.. result.Items.Select(RecallItemShape.Of)], result.Seq,
        RecallShape.NotesOf(result.Notes));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecallShape))]
[JsonSerializable(typeof(ContextShape))]
internal sealed partial class RecallJsonContext : JsonSerializerContext;
