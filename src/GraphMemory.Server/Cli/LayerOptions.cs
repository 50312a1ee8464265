using System.CommandLine;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Cli;

/// <summary>The options about the layer of the user.</summary>
internal static class LayerOptions
{
    /// <summary>For questions.</summary>
    public static Option<bool> Without() => new("--no-user-layer") { Description = $"Do not ask the workspace \"{Workspace.UserName}\" too" };

    /// <summary>For writes.</summary>
    public static Option<bool> ToUser() => new("--user") { Description = $"Keep it in the workspace \"{Workspace.UserName}\", which is asked wherever you work" };

    /// <summary>Null leaves it to the configuration.</summary>
    public static Layers? Asked(CliRun run, Option<bool> without) => run.Value(without) ? Layers.Workspace : null;
}
