using System.Xml;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>
/// Texts in XML. XML 1.0 cannot hold every character, not even escaped (section 2.2), and readers change carriage returns; such a text, and one
/// that looks like it, stands as a JSON string.
/// </summary>
internal static class ExactXml
{
    public static string Of(string text) => text.Length > 0 && text[0] != '"' && IsPlain(text) ? text : Json(JsonCell.String(text));

    /// <summary>JSON in which nothing is left that XML could not hold.</summary>
    public static string Json(string json) => IsPlain(json)
        ? json
        : string.Concat(json.Select(c => IsPlain(c) || char.IsSurrogate(c) ? c.ToString() : $"\\u{(int)c:x4}"));

    public static string TextOf(string xml) => InlineFields.Unquoted(xml) ?? xml;

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) { i++; }
            else if (!IsPlain(text[i])) { return false; }
        }

        return true;
    }

    private static bool IsPlain(char c) => c != '\r' && XmlConvert.IsXmlChar(c);
}
