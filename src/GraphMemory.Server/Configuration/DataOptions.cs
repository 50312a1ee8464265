namespace GraphMemory.Server.Configuration;

internal sealed record DataOptions
{
    /// <summary>Full path; empty until the platform's default is filled in.</summary>
    public string Folder { get; init; } = "";

    public string Workspace { get; init; } = Engine.Graph.Workspace.DefaultName;
}
