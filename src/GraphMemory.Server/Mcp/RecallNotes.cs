using System.Collections.Immutable;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>What a reader must know about how an answer was made.</summary>
internal static class RecallNotes
{
    /// <summary>Writes the notes into an object that is open; nothing when there are none.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<string> notes)
    {
        if (notes.IsEmpty) { return; }
        writer.WriteStartArray("notes"u8);
        foreach (var note in notes) { writer.WriteStringValue(note); }
        writer.WriteEndArray();
    }
}
