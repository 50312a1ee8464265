using System.Collections.Immutable;

namespace GraphMemory.Engine.Retrieval;

/// <summary>Asks for the part of the memory that helps most with <paramref name="Query"/> and fits a token budget.</summary>
public sealed record ContextRequest(string Query)
{
    public const int BudgetTokensDefault = 2_000;

    public const int BudgetTokensMax = 100_000;

    public int BudgetTokens { get; init; } = BudgetTokensDefault;

    public RecallFilter Filter { get; init; } = RecallFilter.None;
}

/// <summary>A packed context.</summary>
/// <param name="Text">Ready to give to an assistant; marked as data, not instructions. Never longer than the budget.</param>
/// <param name="Items">The facts in it, best first, each with its proof and id to expand.</param>
/// <param name="OmittedCount">Candidates that did not fit or repeated others.</param>
public sealed record ContextResult(
    string Text, ImmutableArray<RecallItem> Items, int TokensUsed, int BudgetTokens, int OmittedCount, long Seq)
{
    /// <summary>The workspace in use; items of other layers say theirs.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>As of the recall that it was packed from.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
