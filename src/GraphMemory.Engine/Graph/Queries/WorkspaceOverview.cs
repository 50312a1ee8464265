namespace GraphMemory.Engine.Graph.Queries;

/// <summary>A workspace and how much is in it.</summary>
public sealed record WorkspaceOverview(Workspace Workspace, WorkspaceCounts Counts);
