using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>
/// A memory as the ancestor shows it: one standing observation. Its id is that of the first version, so that it stays the same when the
/// memory is updated; to a client it is an opaque text.
/// </summary>
/// <param name="Current">The version that stands.</param>
internal sealed record IdeMemory(long RootId, long CreatedAtMs, Fact Current, Entity About)
{
    /// <summary>JSON Schema of <see cref="Write(Utf8JsonWriter)"/>.</summary>
    public const string Schema = """
        {"type":"object","properties":{"id":{"type":"string"},"content":{"type":"string"},"type":{"type":"string"},"kind":{"type":"string"},
          "about":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"metadata":{"type":"object"},
          "created_at":{"type":"string"},"updated_at":{"type":"string"}},"required":["id","content","type","tags","metadata","created_at","updated_at"]}
        """;

    private const string Prefix = "mem_";

    public string Id => Prefix + RootId.ToString(CultureInfo.InvariantCulture);

    public string Content => Current.Statement.Text!;

    public string Type => About.Type.Length > 0 ? About.Type : Entity.NoteType;

    /// <summary>Null when it never was, was deleted, or is no memory.</summary>
    public static IdeMemory? Find(IWorkspaceRead read, string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var rootId)) { return null; }
        if (read.Fact(rootId) is not { Statement.Kind: FactKind.Observation } root || read.Entity(root.Statement.SubjectId) is not { } about) { return null; }
        var current = root;
        foreach (var fact in read.FactsOf(about.Id, FactDraft.ObservationPredicate))
        {
            if (fact.Statement.SupersedesId == current.Id) { current = fact; }
        }

        return current.IsLive ? new IdeMemory(rootId, root.RecordedAtMs, current, about) : null;
    }

    public static IdeMemory? Of(IWorkspaceRead read, Fact fact)
    {
        if (fact is not { IsLive: true, Statement.Kind: FactKind.Observation } || read.Entity(fact.Statement.SubjectId) is not { } about) { return null; }
        var root = fact;
        while (root.Statement.SupersedesId is { } earlier && read.Fact(earlier) is { Statement.Kind: FactKind.Observation } before) { root = before; }
        return new IdeMemory(root.Id, root.RecordedAtMs, fact, about);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("id"u8, Id);
        writer.WriteString("content"u8, Content);
        writer.WriteString("type"u8, Type);
        writer.WriteString("kind"u8, MemoryKinds.Of(Type));
        if (!About.HasGeneratedName) { writer.WriteString("about"u8, About.Name); }
        writer.WriteStartArray("tags"u8);
        foreach (var tag in Current.Statement.Tags) { writer.WriteStringValue(tag); }
        writer.WriteEndArray();
        IdeMetadata.Write(writer, "metadata", Current.Statement.Metadata);
        writer.WriteString("created_at"u8, Instant(CreatedAtMs));
        writer.WriteString("updated_at"u8, Instant(Current.RecordedAtMs));
    }

    public static string Instant(long atMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(atMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
