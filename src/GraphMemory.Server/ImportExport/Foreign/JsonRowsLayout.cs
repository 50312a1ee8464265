using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Where the objects stand that are rows.</summary>
internal enum JsonRowsLayout
{
    /// <summary>One after the other, each usually on a line of its own.</summary>
    Lines,
    /// <summary>In one list.</summary>
    List,
    /// <summary>In the lists of one object, <c>{"memories": [{...}], ...}</c>.</summary>
    Lists,
}

/// <summary>Tells the layout from how a file begins.</summary>
internal static class JsonRowsLayouts
{
    /// <summary>Null when the text does not begin as JSON does.</summary>
    public static JsonRowsLayout? Of(ReadOnlySpan<byte> start)
    {
        var options = new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(start.StartsWith(JsonRows.ByteOrderMark) ? start[3..] : start, isFinalBlock: false, new JsonReaderState(options));
        try
        {
            if (!reader.Read()) { return null; }
            return reader.TokenType switch
            {
                JsonTokenType.StartArray => JsonRowsLayout.List,
                JsonTokenType.StartObject => HoldsListOfObjects(ref reader) ? JsonRowsLayout.Lists : JsonRowsLayout.Lines,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool HoldsListOfObjects(ref Utf8JsonReader reader)
    {
        var isInList = false;
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (isInList && reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 2 }) { return true; }
                isInList = reader is { TokenType: JsonTokenType.StartArray, CurrentDepth: 1 };
            }
        }
        catch (JsonException)
        {
            // What comes before the fault decides.
        }

        return false;
    }
}
