using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>What can go wrong with a store, whichever engine keeps it. The detail of an occurrence says how to get out.</summary>
public static class StoreProblems
{
    public static ProblemCode Unavailable { get; } = new("STORE_001", ProblemKind.Unavailable, "The store cannot be used right now.");

    public static ProblemCode Busy { get; } = new("STORE_002", ProblemKind.Busy, "The store is too busy.");

    public static ProblemCode Full { get; } = new("STORE_003", ProblemKind.Unavailable, "The disk of the store is full.");

    public static ProblemCode ReadOnly { get; } = new("STORE_004", ProblemKind.Unavailable, "The store is read-only.");

    public static ProblemCode Corrupt { get; } = new("STORE_005", ProblemKind.Internal, "The store is damaged.");

    public static ProblemCode NewerSchema { get; } = new("STORE_006", ProblemKind.Unavailable, "The store was written by a newer version.");

    public static ProblemCode Foreign { get; } = new("STORE_007", ProblemKind.Unavailable, "The file is not a store of this product.");

    public static ProblemCode NoWorkspace { get; } = new("STORE_008", ProblemKind.NotFound, "The workspace does not exist.");

    public static ProblemCode BadWorkspaceName { get; } = new("STORE_009", ProblemKind.Invalid, "The workspace name is not allowed.");

    public static ProblemCode Closed { get; } = new("STORE_010", ProblemKind.Unavailable, "The store is closed.");

    public static ProblemCode InUse { get; } = new("STORE_011", ProblemKind.Conflict, "The store is in use.");

    public static ProblemCode BadBackup { get; } = new("STORE_012", ProblemKind.Unavailable, "The backup cannot be used.");

    public static ProblemCode WorkspaceExists { get; } = new("STORE_013", ProblemKind.Conflict, "A workspace of this name exists.");

    public static ProblemCode WorkspaceMoved { get; } = new("STORE_014", ProblemKind.Conflict, "The workspace was written to in the meantime.");

    public static ImmutableArray<ProblemCode> All { get; } =
        [Unavailable, Busy, Full, ReadOnly, Corrupt, NewerSchema, Foreign, NoWorkspace, BadWorkspaceName, Closed, InUse, BadBackup, WorkspaceExists, WorkspaceMoved];
}
