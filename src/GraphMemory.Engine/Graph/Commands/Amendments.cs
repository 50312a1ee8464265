using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Commands;

/// <summary>What became of observations, by the entity and text they had, in a command that records them all under the same circumstances.</summary>
internal sealed class Amendments
{
    private readonly Dictionary<(string? Entity, string? Text), MemoryItem> _items = [];

    public Amendments(ImmutableArray<MemoryItem> before, ImmutableArray<MemoryItem> after)
    {
        foreach (var (was, now) in before.Zip(after)) { _items[(was.Entity, was.Text)] = now; }
    }

    /// <summary>The observation as it is to be recorded.</summary>
    public static (string Text, Circumstances Circumstances) Of(Amendments? amendments, string entity, string text, Circumstances circumstances) =>
        amendments?._items.GetValueOrDefault((entity, text)) is { } item ? (item.Text ?? text, item.On(circumstances)) : (text, circumstances);

    public Problem? Check(GraphLimits limits) => RequestCheck.Each("observations", [.. _items.Values], (path, item) =>
        RequestCheck.TextLength($"{path}.text", item.Text ?? "", limits) ?? RequestCheck.Circumstances(path, item.On(Circumstances.Default), limits));
}
