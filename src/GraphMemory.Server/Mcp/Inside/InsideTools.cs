using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Mcp.Inside;

/// <summary>Every question that resources, prompts and completions ask of the store.</summary>
internal static class InsideTools
{
    public const string ProfileName = "inside";

    public static ToolProfile Profile { get; } = new(ProfileName, "for graphmemory's own processes", "", new Registry<IMcpTool>("tools of the profile inside",
    [
        new InsideTool(ResourceAnswers.EntityPage, ResourceAnswers.ShowEntityPage),
        new InsideTool(ResourceAnswers.Entity, ResourceAnswers.ShowEntity),
        new InsideTool(ResourceAnswers.Fact, ResourceAnswers.ShowFact),
        new InsideTool(ResourceAnswers.Recent, ResourceAnswers.ShowRecent),
        new InsideTool(ResourceAnswers.Workspace, ResourceAnswers.ShowWorkspace),
        new InsideTool(ChangeAnswers.Name, ChangeAnswers.Show),
        new InsideTool(SuggestionAnswers.Name, SuggestionAnswers.Show),
    ]));
}
