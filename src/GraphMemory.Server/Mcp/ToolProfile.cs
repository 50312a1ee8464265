using System.Collections.Immutable;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Mcp.Ide;
using GraphMemory.Server.Mcp.Tools;
using GraphMemory.Server.Workspaces;

namespace GraphMemory.Server.Mcp;

/// <summary>A set of tools that a client asks for by name (<c>--tools</c>), in the order in which they are listed.</summary>
internal sealed record ToolProfile(string Name, string Summary, string Instructions, Registry<IMcpTool> Tools) : INamed;

/// <summary>Every tool and every profile. To add a tool: a class in <c>Tools/</c> and a line here.</summary>
internal static class ToolProfiles
{
    public const string Reference = "reference";

    public const string Default = "default";

    public const string All = "all";

    public const string Ide = "graphmemory-ide";

    /// <summary>The names, for what must not build every tool to know them.</summary>
    public static ImmutableArray<string> Names { get; } = [Default, Ide, All, Reference];

    public static Registry<ToolProfile> Create() => new("tool profiles",
    [
        Profile(Default, "the nine compatible tools and GraphMemory's own five", McpInstructions.Default, DefaultTools),
        Profile(Ide, "the ten tools of the plugins for GraphMemory-IDE", McpInstructions.Ide, IdeTools.All),
        Profile(All, "every tool there is", McpInstructions.Default, [.. AllTools, new SearchToolsTool(AllTools)]),
        Profile(Reference, "the nine tools of the MCP reference memory server", McpInstructions.Reference, Nine(isReference: true)),
    ]);

    private static ImmutableArray<IMcpTool> DefaultTools =>
        [.. Nine(isReference: false), new RecallTool(), new RememberTool(), new ContextTool(), new TimelineTool(), new ChangesSinceTool()];

    /// <summary>What few conversations need: each tool in a list costs every conversation tokens.</summary>
    private static ImmutableArray<IMcpTool> MoreTools =>
    [
        new ConflictsTool(), new ResolveConflictTool(), new ListWorkspacesTool(), new ReviewMemoryTool(), new MergeEntitiesTool(), new UnmergeEntitiesTool(),
        new PinTool(), new SetTierTool(), new AnalyzeTool(),
    ];

    private static ImmutableArray<IMcpTool> AllTools => [.. DefaultTools, .. MoreTools, .. IdeTools.All];

    private static ImmutableArray<IMcpTool> Nine(bool isReference) =>
    [
        new CreateEntitiesTool(isReference),
        new CreateRelationsTool(isReference),
        new AddObservationsTool(isReference),
        new DeleteEntitiesTool(isReference),
        new DeleteObservationsTool(isReference),
        new DeleteRelationsTool(isReference),
        new ReadGraphTool(isReference),
        new SearchNodesTool(isReference),
        new OpenNodesTool(isReference),
    ];

    private static ToolProfile Profile(string name, string summary, string instructions, ImmutableArray<IMcpTool> tools) =>
        new(name, summary, instructions, new Registry<IMcpTool>($"tools of the profile {name}", tools));
}
