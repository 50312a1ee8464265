using System.Collections.Immutable;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Plugins.Pages;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>
/// Plugins that come with the program as processes: the program itself in another role, so that one binary stays one binary. It trusts itself:
/// no hash is asked for.
/// </summary>
internal static class ShippedProcesses
{
    /// <summary>What there is, for the list of everything that has a name.</summary>
    public static ImmutableArray<PluginDescriptor> Descriptions => All(
        "graphmemory", "", (_, _) => throw new InvalidOperationException("This is a description only."), hidden: null);

    /// <summary>To add one: its role in <c>plugins run</c> and a line here.</summary>
    public static ImmutableArray<PluginDescriptor> All(string program, string folder, Func<PluginDescriptor, ProcessCommand, IPlugin> create, string? hidden) =>
    [
        PageImporterDescriptor(new ProcessCommand(program, ["plugins", "run", PageImporter.Name], new Dictionary<string, string>(), folder, new()) { Hidden = hidden }, create),
    ];

    private static PluginDescriptor PageImporterDescriptor(ProcessCommand command, Func<PluginDescriptor, ProcessCommand, IPlugin> create)
    {
        PluginDescriptor? descriptor = null;
        return descriptor = new PluginDescriptor(PageImporter.Name, PluginKind.Import, PageImporter.Description, () => create(descriptor!, command))
        {
            Author = "GraphMemory", Origin = command.ToString(), Hooks = [new(PluginHooks.ImportDocument.Name, LimitMs: 30_000)],
        };
    }
}
