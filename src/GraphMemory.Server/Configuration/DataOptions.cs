using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Configuration;

internal sealed record DataOptions
{
    /// <summary>Full path; empty until the platform's default is filled in.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Empty when nobody names one: then <see cref="Automatic"/> says which.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>What the current folder says.</summary>
    public AutomaticWorkspace Automatic { get; init; } = AutomaticWorkspace.NoRepository;

    /// <summary>Questions are also put to the workspace "user".</summary>
    public bool UserLayer { get; init; } = true;

    public bool IsWorkspaceNamed => Workspace.Length > 0;

    public string WorkspaceInUse => IsWorkspaceNamed ? Workspace : Automatic.Name;
}
