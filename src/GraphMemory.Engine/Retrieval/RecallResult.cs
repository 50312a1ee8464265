using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval;

/// <summary>Ranked facts, best first, drawn from the state at <paramref name="Seq"/>.</summary>
/// <param name="Seq">Log position of the workspace in use; layers beside it are as new.</param>
public sealed record RecallResult(ImmutableArray<RecallItem> Items, long Seq)
{
    /// <summary>The workspace in use; items of other layers say theirs.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>What a reader must know about how the answer was made: a component that took no part, and why.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>One item of the answer: a fact, or an entity that nothing is said about.</summary>
/// <param name="Id">Id of the fact, or of the entity.</param>
/// <param name="Entity">Name of the entity that it is about.</param>
/// <param name="Fact">Null for a bare entity.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record RecallItem(long Id, string Entity, string EntityType, NamedFact? Fact, double Score, RecallProof Proof)
{
    /// <summary>The workspace that it was found in, whose ids these are.</summary>
    public string Workspace { get; init; } = "";
}

/// <summary>Why a fact is in the answer: the score of each component, and the way from a seed to it.</summary>
/// <param name="Text">BM25 of the fact's own text and name.</param>
/// <param name="Proximity">Query terms near the beginning of the text.</param>
/// <param name="Feedback">Terms that the best hits share beyond the query.</param>
/// <param name="Neighbours">Scores of neighbouring facts of the same episode.</param>
/// <param name="Graph">Share of a random walk from the seeds that rests at the fact's entity, 0 to 1.</param>
/// <param name="Prior">Factor for confidence and age, 0 to 1; more when it is pinned.</param>
/// <param name="Terms">Query terms that the fact itself holds, as they stand in the index.</param>
/// <param name="Path">Steps from a seed entity to the fact's entity; empty when the fact was found by its own text.</param>
public sealed record RecallProof(
    double Text, double Proximity, double Feedback, double Neighbours, double Graph, double Prior,
    ImmutableArray<string> Terms, ImmutableArray<PathStep> Path)
{
    /// <summary>What similarity of vectors adds, on the scale of <see cref="Text"/>.</summary>
    public double Vector { get; init; }

    /// <summary>Cosine of the fact's vector with that of the question; null when one of them has none.</summary>
    public double? Similarity { get; init; }
}

/// <summary>One step over the graph.</summary>
/// <param name="Via">Relation type, or "mentions".</param>
/// <param name="FactId">The relation, or the observation that holds the mention.</param>
public sealed record PathStep(string From, string Via, string To, long FactId);
