using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>One event of the log with what it is about, as far as that still exists.</summary>
public sealed record Change(LogEvent Event, NamedFact? Fact, Entity? Entity);

/// <summary>A page of the log.</summary>
/// <param name="Cursor">Pass it to the next call.</param>
/// <param name="HeadSeq">Where the log ends now.</param>
/// <param name="Snapshot">The whole live graph, when the log was trimmed past the cursor: replace what you hold, then go on from <paramref name="Cursor"/>.</param>
public sealed record Changes(ImmutableArray<Change> Events, long Cursor, long HeadSeq, GraphView? Snapshot)
{
    public bool WasTrimmed => Snapshot is not null;
}
