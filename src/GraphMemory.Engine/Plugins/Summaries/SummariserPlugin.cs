using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Plugins.Summaries;

/// <summary>Gives long texts a summary of their own sentences, in the metadata, before they are written.</summary>
public sealed class SummariserPlugin : IPlugin
{
    /// <summary>The metadata that holds the summary; a text that brings one keeps it.</summary>
    public const string Key = "summary";

    private int _longerThan, _sentences, _length;

    public static PluginDescriptor Descriptor { get; } = new(
        "summariser", PluginKind.Transform, "Gives long memories a summary of their own sentences, offline and without a model", () => new SummariserPlugin())
    {
        Author = "GraphMemory",
        Settings =
        [
            new("longer_than", PluginSettingType.Integer, "Characters above which a text is summarised", "500") { Min = 100, Max = 1_000_000 },
            new("sentences", PluginSettingType.Integer, "Sentences of a summary at most", "3") { Min = 1, Max = 20 },
            new("length", PluginSettingType.Integer, "Characters of a summary at most", "400") { Min = 50, Max = 4_000 },
        ],
        Hooks = [new(PluginHooks.BeforeCreate.Name), new(PluginHooks.BeforeUpdate.Name), new(PluginHooks.ImportRecord.Name, LimitMs: 20_000)],
    };

    public ValueTask<Problem?> InitialiseAsync(PluginContext context, CancellationToken cancellationToken)
    {
        var settings = context.Configuration;
        (_longerThan, _sentences, _length) = ((int)settings.Integer("longer_than"), (int)settings.Integer("sentences"), (int)settings.Integer("length"));
        return new((Problem?)null);
    }

    public ValueTask<Result<HookAnswer>> ExecuteAsync(HookCall call, CancellationToken cancellationToken)
    {
        if (!call.Items.Any(IsLong)) { return new(HookAnswer.None); }
        var items = ImmutableArray.CreateBuilder<MemoryItem>(call.Items.Length);
        foreach (var item in call.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.Add(IsLong(item) && ExtractiveSummary.Of(item.Text!, _sentences, _length) is { } summary ? item with { Metadata = item.Metadata.SetItem(Key, summary) } : item);
        }

        return new(new HookAnswer { Items = items.MoveToImmutable() });
    }

    public ValueTask DisposeAsync() => default;

    private bool IsLong(MemoryItem item) => item.Text?.Length > _longerThan && !item.Metadata.ContainsKey(Key);
}
