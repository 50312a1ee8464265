using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>What a command does to the memory.</summary>
public enum WriteKind
{
    /// <summary>Something new is remembered.</summary>
    Create,
    /// <summary>Something takes the place of what stood.</summary>
    Update,
    /// <summary>Something is closed or erased.</summary>
    Delete,
    /// <summary>Entities are related.</summary>
    Relate,
    /// <summary>A batch of what happened in an editor.</summary>
    Ingest,
    /// <summary>Records of another program.</summary>
    Import,
}

/// <summary>What a command is about to do, as far as others may see it and have a say in it.</summary>
public sealed record WriteIntent(WriteKind Kind, ImmutableArray<MemoryItem> Items);

/// <summary>
/// Takes part in changes: it may refuse or amend one before it is made, and hears of it when it is on disk. The published extension point of
/// <see cref="GraphCommands"/>; whoever implements it bounds its own time.
/// </summary>
public interface IWriteParticipant
{
    /// <summary>The items to write: those of the intent, one amended item for each, or the reason why nothing is written.</summary>
    /// <param name="check">The rule that amended items break; null when they may be written.</param>
    Task<Result<ImmutableArray<MemoryItem>>> BeforeAsync(
        long workspaceId, WriteIntent intent, Func<ImmutableArray<MemoryItem>, Problem?> check, CancellationToken cancellationToken);

    /// <summary>The change is on disk. Must not wait.</summary>
    void After(long workspaceId, WriteIntent intent);
}
