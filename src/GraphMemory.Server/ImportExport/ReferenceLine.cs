using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.ImportExport;

/// <summary>One line of a reference memory file, as far as it could be understood.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Healed">What was repaired to read it; null when it was in order.</param>
/// <param name="Rejected">Why the line, or what is left of it, could not be used; null when all of it was.</param>
/// <param name="Text">The line as it stands, when something of it was rejected.</param>
internal sealed record ReferenceLine(
    long Number, ImmutableArray<ReferenceRecord> Records, string? Healed, string? Rejected, string Text);

/// <summary>What one JSON object of the file states: an entity with its observations, or a relation.</summary>
internal sealed record ReferenceRecord(NewEntity? Entity, RelationKey? Relation);
