using System.Collections.Immutable;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Plugins.Summaries;

namespace GraphMemory.Server.Plugins;

/// <summary>Every plugin that is part of this binary. To add one: a project that references the engine, and a line here.</summary>
internal static class CompiledPlugins
{
    public static ImmutableArray<PluginDescriptor> All => [SummariserPlugin.Descriptor];
}
