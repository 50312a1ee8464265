using System.Text.Json.Serialization;

namespace GraphMemory.Server.ImportExport;

/// <summary>One line of a bundle that is a single stream: exactly one of these is there.</summary>
/// <param name="Bundle">The first line.</param>
/// <param name="End">The last line; without it the stream was cut.</param>
internal sealed record NdjsonRow(
    NdjsonHead? Bundle = null, PredicateLine? Predicate = null, EntityLine? Entity = null, FactLine? Fact = null, ConflictLine? Conflict = null,
    EventLine? Event = null, MarkLine? Mark = null, RevisionLine? Revision = null, NdjsonEnd? End = null);

internal sealed record NdjsonHead(int Schema, string Product, string Workspace, long HeadSeq, long LogStartSeq);

/// <param name="Rows">Lines between the first and this.</param>
/// <param name="Sha256">Hash of all the bytes before this line.</param>
internal sealed record NdjsonEnd(long Rows, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NdjsonRow))]
internal sealed partial class NdjsonJson : JsonSerializerContext;
