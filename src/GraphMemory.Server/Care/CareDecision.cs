using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Care;

/// <summary>One thing to do about a memory, as a file of decisions holds it and as the review makes it from a key.</summary>
/// <param name="Action">merge, different, forget, resolve, renameTag, pin, tier or undo.</param>
/// <param name="From">merge, different, renameTag: the entity or tag that goes.</param>
/// <param name="Into">merge, different, renameTag: the one that stays.</param>
/// <param name="FactIds">forget, pin, tier: facts.</param>
/// <param name="Names">forget, pin, tier: entities.</param>
/// <param name="Keep">resolve: earlier, later, both or neither.</param>
/// <param name="Tier">tier: core, working or archive.</param>
/// <param name="Revision">undo: what to take back.</param>
internal sealed record CareDecision(
    string Action, string? From = null, string? Into = null, long[]? FactIds = null, string[]? Names = null, long? Earlier = null, long? Later = null,
    string? Keep = null, string? Tier = null, long? Revision = null)
{
    private const string Actions = "merge, different, forget, resolve, renameTag, pin, tier or undo";

    /// <summary>The command of the engine that does it; its reply is what became of it.</summary>
    public Result<IGraphCommand<Decided>> ToCommand(long? undoneFromMs) => Action switch
    {
        "merge" when From is not null && Into is not null => Of(new MergeEntities(From, Into), done => new Decided($"{done.From} is {done.Into} now", done.RevisionId)),
        "different" when From is not null && Into is not null =>
            Of(new KeepApart(From, Into, Circumstances.Default), _ => new Decided($"{From} and {Into} stay two", null)),
        "forget" when FactIds is { Length: > 0 } => Of(new CloseFacts(FactIds, "by review"), done => new Decided($"forgot {done.Facts} fact{(done.Facts == 1 ? "" : "s")}", done.RevisionId)),
        "forget" when Names is { Length: > 0 } => Of(new Forget([], Names), _ => new Decided($"forgot {string.Join(", ", Names)}", null)),
        "resolve" when Earlier is not null && Later is not null && Choice() is { } choice =>
            Of(new ResolveConflict(Earlier.Value, Later.Value, choice), _ => new Decided($"kept {Keep}", null)),
        "renameTag" when From is not null && Into is not null => Of(new RenameTag(From, Into), done => new Decided($"{done.Facts} facts carry {Into} now", done.RevisionId)),
        "pin" => Of(new SetMarks(FactIds ?? [], Names ?? [], new MarkChange(IsPinned: true)), marks => new Decided($"pinned {marks.Length}", null)),
        "tier" when TierNames.Parse(Tier ?? "") is { } tier =>
            Of(new SetMarks(FactIds ?? [], Names ?? [], new MarkChange(tier)), marks => new Decided($"{marks.Length} in {Tier} now", null)),
        "undo" when Revision is { } id => Of(new UndoRevision(id, undoneFromMs), done => new Decided($"restored {done.Restored}", null)),
        _ => CareProblems.Invalid("decisions", $"\"{Action}\" is no decision, or lacks what it needs", $"use {Actions}, with the fields that docs/care.md lists"),
    };

    private ConflictDecision? Choice() => Keep switch
    {
        "earlier" => ConflictDecision.KeepEarlier,
        "later" => ConflictDecision.KeepLater,
        "both" => ConflictDecision.KeepBoth,
        "neither" => ConflictDecision.KeepNeither,
        _ => null,
    };

    private static Result<IGraphCommand<Decided>> Of<T>(IGraphCommand<T> command, Func<T, Decided> told) => new Told<T>(command, told);

    private sealed record Told<T>(IGraphCommand<T> Command, Func<T, Decided> Tell) : IGraphCommand<Decided>
    {
        public Problem? Check(GraphLimits limits) => Command.Check(limits);

        public WriteIntent? Intent => Command.Intent;

        public IGraphCommand<Decided> Amended(ImmutableArray<MemoryItem> items) => this with { Command = Command.Amended(items) };

        public Result<Decided> Apply(IWorkspaceWrite write) => Command.Apply(write).Map(Tell);
    }
}

/// <summary>What became of a decision.</summary>
/// <param name="RevisionId">Undoes it; null when it cannot be undone as one.</param>
internal sealed record Decided(string Text, long? RevisionId);

/// <summary>A decision of a file with its outcome; the problem's code and text when it could not be carried out.</summary>
internal sealed record DecidedShape(string Action, string? Done, long? Revision, string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowTrailingCommas = true, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CareDecision[]))]
internal sealed partial class CareDecisionJson : JsonSerializerContext;
