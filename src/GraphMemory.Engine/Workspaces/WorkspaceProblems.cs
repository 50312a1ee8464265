using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Workspaces;

/// <summary>What can go wrong with workspaces as a whole.</summary>
public static class WorkspaceProblems
{
    public static readonly ProblemCode SameWorkspace = new("WORKSPACE_001", ProblemKind.Invalid, "A workspace cannot be merged into itself");

    public static readonly ProblemCode KeepsGrowing = new("WORKSPACE_002", ProblemKind.Conflict, "The source is written to faster than it can be merged");

    public static ImmutableArray<ProblemCode> All { get; } = [SameWorkspace, KeepsGrowing];
}
