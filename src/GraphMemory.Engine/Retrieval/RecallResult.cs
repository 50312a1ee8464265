using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval;

/// <summary>Ranked facts, best first, drawn from the state at <paramref name="Seq"/>.</summary>
public sealed record RecallResult(ImmutableArray<RecallItem> Items, long Seq);

/// <summary>One fact of the answer.</summary>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record RecallItem(NamedFact Fact, double Score, RecallProof Proof);

/// <summary>Why a fact is in the answer: the score of each component, and the way from a seed to it.</summary>
/// <param name="Terms">Query terms that the fact itself holds, as they stand in the index.</param>
/// <param name="Path">Steps from a seed entity to the fact's entity; empty when the fact was found by its own text.</param>
public sealed record RecallProof(
    double Text, double Graph, double Proximity, double Neighbours, double Prior, ImmutableArray<string> Terms, ImmutableArray<PathStep> Path);

/// <summary>One step over the graph.</summary>
/// <param name="Via">Relation type, or "mentions".</param>
/// <param name="FactId">The relation, or the observation that holds the mention.</param>
public sealed record PathStep(string From, string Via, string To, long FactId);
