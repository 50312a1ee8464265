using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp;

/// <summary>A store that is open in this process, with the tools that work on it.</summary>
/// <param name="Close">Closes what else was opened with it.</param>
internal sealed record LocalMemory(IGraphStore Store, ToolHost Tools, Action Close) : IDisposable
{
    public void Dispose() => Close();
}
