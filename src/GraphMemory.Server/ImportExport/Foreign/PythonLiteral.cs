using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// Turns what Python prints for a value (<c>{'ok': True, 'n': None}</c>) into JSON. Programs that store <c>str(value)</c> where they meant
/// JSON leave such text behind; JSON itself is understood too.
/// </summary>
internal static class PythonLiteral
{
    /// <summary>True when the whole text is one literal.</summary>
    public static bool TryToJson(string text, [NotNullWhen(true)] out string? json)
    {
        json = null;
        var bytes = new ArrayBufferWriter<byte>(text.Length + 16);
        using var writer = new Utf8JsonWriter(bytes, ReferenceJsonEncoder.Compact);
        if (!new PythonReader(text, writer).TryReadAll()) { return false; }
        writer.Flush();
        json = Encoding.UTF8.GetString(bytes.WrittenSpan);
        return true;
    }
}
