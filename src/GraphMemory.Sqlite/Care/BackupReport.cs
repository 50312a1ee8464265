using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Sqlite.Care;

/// <summary>A finished, verified backup.</summary>
/// <param name="Sha256">Hexadecimal; also written beside the backup, as <c>sha256sum</c> writes it.</param>
/// <param name="Workspaces">What it holds, with the log position of each.</param>
public sealed record BackupReport(string Path, long Bytes, string Sha256, ImmutableArray<Workspace> Workspaces);

/// <summary>A finished restore.</summary>
/// <param name="PreviousPath">Where the earlier database was put aside; null when there was none.</param>
public sealed record RestoreReport(string DatabasePath, string? PreviousPath, ImmutableArray<Workspace> Workspaces);

/// <summary>What a check found; no fault means sound.</summary>
/// <param name="Faults">One sentence each.</param>
public sealed record IntegrityReport(ImmutableArray<string> Faults)
{
    public bool IsSound => Faults.IsEmpty;
}
