using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Analytics.Input;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Plugins;
using GraphMemory.Server.Plugins.Processes;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Everything that has a name whichever door one comes in by.</summary>
internal static class RegistryShapes
{
    public static IEnumerable<RegistryShape> Of(Registry<RestEndpoint> operations) =>
    [
        new("tool profiles", [.. ToolProfiles.Create().Items.Select(profile => new RegistryItemShape(profile.Name, profile.Summary))]),
        new("MCP tools", [.. Tools().Select(tool => new RegistryItemShape(tool.Name, tool.Description.Text))]),
        new(operations.Title, [.. operations.Items.Select(operation => new RegistryItemShape(operation.Name, $"{operation.Method} {operation.Path}: {operation.Summary}"))]),
        new(GraphAlgorithms.All.Title, [.. GraphAlgorithms.All.Items.Select(algorithm => new RegistryItemShape(algorithm.Name, algorithm.Description.Summary))]),
        new(GraphFileFormats.All.Title, [.. GraphFileFormats.All.Items.Select(format => new RegistryItemShape(format.Name, format.Summary))]),
        new("memory formats", [.. MemoryFormats.Create().Items.Select(format => new RegistryItemShape(format.Name, format.Summary))]),
        new("plugins that come with the program", [.. CompiledPlugins.All.Concat(ShippedProcesses.Descriptions).Select(plugin => new RegistryItemShape(plugin.Name, plugin.Description))]),
        new(PluginHooks.All.Title, [.. PluginHooks.All.Items.Select(hook => new RegistryItemShape(hook.Name, hook.Description))]),
        new(PluginPermissions.All.Title, [.. PluginPermissions.All.Items.Select(permission => new RegistryItemShape(permission.Name, permission.Description))]),
        new(ConfigurationKeys.All.Title, [.. ConfigurationKeys.All.Items.Select(key => new RegistryItemShape(key.Name, key.Description))]),
        new(ProblemCodes.All.Title, [.. ProblemCodes.All.Items.Select(code => new RegistryItemShape(code.Name, code.Title))]),
    ];

    private static IEnumerable<IMcpTool> Tools() => ToolProfiles.Create().Items.SelectMany(profile => profile.Tools.Items).DistinctBy(tool => tool.Name);
}
