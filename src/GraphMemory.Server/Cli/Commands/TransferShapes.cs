using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What became of the records of an import.</summary>
/// <param name="Lost">What was understood and left out: name and count.</param>
/// <param name="RejectsFile">Records that could not be used, with the reasons; left out when there are none.</param>
internal sealed record ImportShape(
    string Format, string Workspace, bool DryRun, long Read, long Created, long Updated, long Skipped, long Rejected, long Healed,
    ImmutableSortedDictionary<string, long> Lost, double DurationMs, string? RejectsFile);

/// <param name="Seq">Log position that the file stands for.</param>
/// <param name="Lost">What the format cannot hold: part and count.</param>
internal sealed record ExportShape(
    string Format, string Workspace, string Path, long Written, long Seq, ImmutableSortedDictionary<string, long> Lost);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportShape))]
[JsonSerializable(typeof(ExportShape))]
internal sealed partial class TransferJsonContext : JsonSerializerContext;
