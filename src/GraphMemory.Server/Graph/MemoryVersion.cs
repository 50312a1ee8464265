using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Mcp.Ide;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>A memory: an observation with the corrections that followed it. Its id is that of the first version and stays the same.</summary>
/// <param name="Last">The newest version; closed when the memory was deleted.</param>
internal sealed record MemoryVersion(Fact Root, Fact Last, Entity About)
{
    public const string Prefix = "mem_";

    private const long RestorableMs = 30L * 24 * 60 * 60 * 1000;

    public string Id => Prefix + Root.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Another entity of the same name may have taken the place of one that was deleted.</summary>
    public bool IsRestorableAt(long nowMs) => About.IsLive && Last.SupersededAtMs is { } closed && nowMs - closed <= RestorableMs;

    public string Tag => $"\"m{Root.Id}-{Last.Id}-{Last.SupersededSeq ?? 0}\"";

    /// <summary>Null when it never was, or is no memory.</summary>
    public static MemoryVersion? Find(IWorkspaceRead read, string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var rootId)) { return null; }
        if (read.Fact(rootId) is not { Statement.Kind: FactKind.Observation } root || read.Entity(root.Statement.SubjectId) is not { } about) { return null; }
        var last = root;
        foreach (var fact in read.FactsOf(about.Id, FactDraft.ObservationPredicate))
        {
            if (fact.Statement.SupersedesId == last.Id) { last = fact; }
        }

        return new MemoryVersion(root, last, about);
    }

    public static MemoryVersion? Of(IWorkspaceRead read, Fact fact) =>
        IdeMemory.Of(read, fact) is { } memory && read.Fact(memory.RootId) is { } root ? new MemoryVersion(root, fact, memory.About) : null;

    public static Problem Unknown(string id) => GraphProblems.FactNotFound.With(
        $"There is no memory \"{id}\".", new FieldProblem("id", "names no memory", $"GET {RestEndpoints.Root}/memories lists them."));

    /// <summary>Null while it stands.</summary>
    public Problem? Gone() => Last.IsLive ? null : RestProblems.Deleted.With(
        $"The memory {Id} was deleted.", new FieldProblem("id", "was deleted", $"For 30 days POST {RestEndpoints.Root}/memories/{Id}/restore brings it back."));
}

/// <param name="Kind">procedural, semantic, episodic or declarative.</param>
/// <param name="FactId">The version that stands.</param>
/// <param name="Score">Only in the answer to a search.</param>
internal sealed record MemoryShape(
    string Id, string Content, string Type, string Kind, string? About, string[] Tags, Dictionary<string, JsonElement>? Metadata, string CreatedAt, string UpdatedAt,
    long FactId, double? Score = null)
{
    public static MemoryShape Of(MemoryVersion memory) => new(
        memory.Id, memory.Last.Statement.Text!, TypeOf(memory), MemoryKinds.Of(TypeOf(memory)), memory.About.HasGeneratedName ? null : memory.About.Name,
        [.. memory.Last.Statement.Tags], MemoryMetadata.Shown(memory.Last.Statement.Metadata), TimeText.Instant(memory.Root.RecordedAtMs)!,
        TimeText.Instant(memory.Last.RecordedAtMs)!, memory.Last.Id);

    private static string TypeOf(MemoryVersion memory) => memory.About.Type.Length > 0 ? memory.About.Type : Entity.NoteType;
}

internal sealed record MemoryListShape(MemoryShape[] Items, string? NextCursor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemoryShape))]
[JsonSerializable(typeof(MemoryListShape))]
internal sealed partial class MemoryShapeJson : JsonSerializerContext;
