using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp;

/// <summary>How a fact looks to a model: one line to read, and one JSON object. What has its usual value is left out; tokens are dear.</summary>
internal static class FactShapes
{
    /// <summary>JSON Schema of <see cref="Write"/>.</summary>
    public const string Schema = """
        {"type":"object","properties":{
          "id":{"type":"integer"},"entity":{"type":"string"},"entityType":{"type":"string"},
          "text":{"type":"string"},"relation":{"type":"string"},"to":{"type":"string"},
          "denied":{"type":"boolean"},"recordedAt":{"type":"string"},"supersededAt":{"type":"string"},
          "validFrom":{"type":"string"},"validTo":{"type":"string"},"supersedes":{"type":"integer"},"confidence":{"type":"number"},
          "tags":{"type":"array","items":{"type":"string"}},"source":{"type":"string"},"workspace":{"type":"string","description":"Where it was found, when that is not the workspace in use"}},
          "required":["id"]}
        """;

    /// <summary>Writes an item of an answer into an object that is open; a bare entity has no text and no date.</summary>
    public static void Write(Utf8JsonWriter writer, RecallItem item)
    {
        if (item.Fact is not null)
        {
            Write(writer, item.Fact);
            return;
        }

        writer.WriteNumber("id"u8, item.Id);
        writer.WriteString("entity"u8, item.Entity);
        writer.WriteString("entityType"u8, item.EntityType);
    }

    public static string Line(RecallItem item) => item.Fact is null ? $"#{item.Id} {item.Entity} ({item.EntityType})" : Line(item.Fact);

    /// <summary>Writes the fields into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, NamedFact named)
    {
        var (fact, statement) = (named.Fact, named.Fact.Statement);
        writer.WriteNumber("id"u8, fact.Id);
        if (IsNamed(named))
        {
            writer.WriteString("entity"u8, named.Subject);
            writer.WriteString("entityType"u8, named.SubjectType);
        }

        if (statement.Text is not null) { writer.WriteString("text"u8, statement.Text); }
        if (named.Object is not null)
        {
            writer.WriteString("relation"u8, statement.Predicate);
            writer.WriteString("to"u8, named.Object);
            if (statement.Polarity == Polarity.Denied) { writer.WriteBoolean("denied"u8, true); }
        }

        writer.WriteString("recordedAt"u8, Day(fact.RecordedAtMs));
        WriteCircumstances(writer, fact);
    }

    /// <summary>The fact as one line; line breaks of its text become blanks.</summary>
    public static string Line(NamedFact named)
    {
        var statement = named.Fact.Statement;
        var line = new StringBuilder().Append('#').Append(named.Fact.Id).Append(' ');
        if (IsNamed(named)) { line.Append(named.Subject).Append(statement.Text is null ? " " : ": "); }
        if (statement.Text is not null) { line.Append(statement.Text.ReplaceLineEndings(" ")); }
        if (named.Object is not null)
        {
            line.Append(statement.Polarity == Polarity.Denied ? "not " : "").Append(statement.Predicate).Append(' ').Append(named.Object);
        }

        line.Append(" (").Append(Day(named.Fact.RecordedAtMs));
        if (Span(statement.Valid) is { } span) { line.Append(", valid ").Append(span); }
        if (named.Fact.SupersededAtMs is { } closed) { line.Append(", closed ").Append(Day(closed)); }
        if (Source(statement.Provenance) is { } source) { line.Append(", ").Append(source); }
        return line.Append(')').ToString();
    }

    /// <summary>A date alone when it is midnight, as people write it.</summary>
    public static string Day(long atMs)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(atMs, MinMs, MaxMs));
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static readonly long MinMs = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    private static readonly long MaxMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static void WriteCircumstances(Utf8JsonWriter writer, Fact fact)
    {
        var statement = fact.Statement;
        if (fact.SupersededAtMs is { } closed) { writer.WriteString("supersededAt"u8, Day(closed)); }
        if (statement.Valid.FromMs != ValidTime.Beginning) { writer.WriteString("validFrom"u8, Day(statement.Valid.FromMs)); }
        if (statement.Valid.ToMs != ValidTime.Open) { writer.WriteString("validTo"u8, Day(statement.Valid.ToMs)); }
        if (statement.SupersedesId is { } earlier) { writer.WriteNumber("supersedes"u8, earlier); }
        if (statement.Confidence < 1) { writer.WriteNumber("confidence"u8, Math.Round(statement.Confidence, 3)); }
        if (Source(statement.Provenance) is { } source) { writer.WriteString("source"u8, source); }
        if (statement.Tags.IsDefaultOrEmpty) { return; }
        writer.WriteStartArray("tags"u8);
        foreach (var tag in statement.Tags) { writer.WriteStringValue(tag); }
        writer.WriteEndArray();
    }

    /// <summary>The name of a note was made up, and means nothing to a reader.</summary>
    private static bool IsNamed(NamedFact named) => named.SubjectType != Entity.NoteType && !Remember.IsNoteName(named.Subject);

    private static string? Span(ValidTime valid) => (valid.FromMs, valid.ToMs) switch
    {
        (ValidTime.Beginning, ValidTime.Open) => null,
        (ValidTime.Beginning, var to) => $"until {Day(to)}",
        (var from, ValidTime.Open) => $"from {Day(from)}",
        var (from, to) => $"{Day(from)} to {Day(to)}",
    };

    private static string? Source(Provenance provenance)
    {
        string?[] parts = [provenance.File, provenance.Commit, provenance.Url, provenance.Client];
        var known = string.Join(" ", parts.Where(part => !string.IsNullOrEmpty(part)));
        return known.Length > 0 ? known : null;
    }
}
