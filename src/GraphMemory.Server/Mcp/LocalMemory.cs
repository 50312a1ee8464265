using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp;

/// <summary>A store that is open in this process, with the tools that work on it.</summary>
/// <param name="Prepare">Makes a workspace ready for its first question, and starts what is done beside the calls.</param>
/// <param name="Close">Closes what else was opened with it.</param>
internal sealed record LocalMemory(IGraphStore Store, ToolHost Tools, Action<string> Prepare, Action Close) : IDisposable
{
    public void Dispose() => Close();
}
