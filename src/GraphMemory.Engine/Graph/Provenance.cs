namespace GraphMemory.Engine.Graph;

/// <summary>Where a fact comes from. Every part is optional; <see cref="Session"/> is the episode whose facts are neighbours in time.</summary>
public sealed record Provenance(
    string? Principal = null,
    string? Client = null,
    string? Tool = null,
    string? Session = null,
    string? File = null,
    string? Commit = null,
    string? Url = null)
{
    public static Provenance None { get; } = new();
}
