using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Plugins;

namespace WordCount;

/// <summary>
/// A sample of a compiled-in plugin: it counts the words of what is remembered and refuses what is longer than its owner wants. To ship it,
/// reference this project from the server and add <c>WordCountPlugin.Descriptor</c> to the list in <c>CompiledPlugins</c>.
/// </summary>
public sealed class WordCountPlugin : IPlugin
{
    private long _wordsMax;

    public static PluginDescriptor Descriptor { get; } = new("word-count", PluginKind.Transform, "Counts the words of what is remembered", () => new WordCountPlugin())
    {
        Version = "1.0.0",
        Author = "GraphMemory",
        Settings = [new("words_max", PluginSettingType.Integer, "Words of one memory at most", "10000") { Min = 1 }],
        Hooks = [new(PluginHooks.BeforeCreate.Name, Order: 50, LimitMs: 1_000)],
    };

    public ValueTask<Problem?> InitialiseAsync(PluginContext context, CancellationToken cancellationToken)
    {
        _wordsMax = context.Configuration.Integer("words_max");
        return new((Problem?)null);
    }

    public ValueTask<Result<HookAnswer>> ExecuteAsync(HookCall call, CancellationToken cancellationToken)
    {
        var counts = call.Items.Select(item => item.Text?.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length ?? 0).ToList();
        if (counts.Any(count => count > _wordsMax)) { return new(new HookAnswer { Refusal = $"a memory has more than {_wordsMax} words; say it shorter" }); }
        return new(new HookAnswer { Items = [.. call.Items.Zip(counts, Counted)] });
    }

    public ValueTask DisposeAsync() => default;

    private static MemoryItem Counted(MemoryItem item, int count) =>
        item.Text is null ? item : item with { Metadata = item.Metadata.SetItem("words", count.ToString(CultureInfo.InvariantCulture)) };
}
