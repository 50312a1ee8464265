using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Mcp;

/// <summary>How a tool is told which memories to ask, and which one to write to.</summary>
internal static class LayerArguments
{
    public const string Workspace = "workspace";

    public const string User = "user";

    private const string Both = "both";

    /// <summary>For tools that ask.</summary>
    public const string Layers = """
        "layers":{"type":"string","enum":["both","workspace","user"],"description":"Ask the memory of this project, what holds for the user everywhere, or both, which is usual"}
        """;

    /// <summary>For tools that write, or look into one memory.</summary>
    public const string Layer = """
        "layer":{"type":"string","enum":["workspace","user"],"description":"user: what holds wherever the user works, such as preferences; else it belongs to this project"}
        """;

    public static Layers? Asked(ToolArguments read) => read.Has("layers") ? Parse(read.Choice("layers", Both, Both, Workspace, User)) : null;

    public static string Written(ToolArguments read) => read.Choice("layer", Workspace, Workspace, User);

    /// <summary>The layers that a word stands for; every door has the same words.</summary>
    public static Layers Parse(string word) => word switch
    {
        Workspace => Engine.Workspaces.Layers.Workspace,
        User => Engine.Workspaces.Layers.User,
        _ => Engine.Workspaces.Layers.Both,
    };
}
