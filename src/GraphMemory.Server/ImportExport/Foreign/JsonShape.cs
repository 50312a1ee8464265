using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>What the beginning of a JSON file shows of its form: which lists it has, and which names the objects in them use.</summary>
internal sealed class JsonShape
{
    /// <summary>The list that has no name: the file is one array, or objects one after the other.</summary>
    public const string Unnamed = "";

    private readonly Dictionary<string, HashSet<string>> _lists = new(StringComparer.Ordinal);

    /// <summary>Of a file that does not begin as JSON does, the shape is empty.</summary>
    public static JsonShape Of(ReadOnlySpan<byte> head)
    {
        var shape = new JsonShape();
        var options = new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(head.StartsWith("\uFEFF"u8) ? head[3..] : head, isFinalBlock: false, new JsonReaderState(options));
        try { shape.Follow(ref reader); }
        catch (JsonException) { return shape; } // what comes before the fault counts
        return shape;
    }

    /// <summary>True when the objects of a list use all of these names.</summary>
    public bool Has(string list, params ReadOnlySpan<string> names)
    {
        if (!_lists.TryGetValue(list, out var known)) { return false; }
        foreach (var name in names)
        {
            if (!known.Contains(name)) { return false; }
        }

        return true;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        var (isArray, list) = (false, default(string));
        var property = Unnamed;
        while (reader.Read())
        {
            switch (reader.TokenType, reader.CurrentDepth)
            {
                case (JsonTokenType.StartArray, 0): isArray = true; break;
                case (JsonTokenType.StartArray, 1) when !isArray: list = property; break;
                case (JsonTokenType.EndArray, 1): list = null; break;
                case (JsonTokenType.PropertyName, 1) when !isArray: Add(Unnamed, property = JsonObjectRow.TextOf(ref reader)); break;
                case (JsonTokenType.PropertyName, 2) when isArray: Add(Unnamed, JsonObjectRow.TextOf(ref reader)); break;
                case (JsonTokenType.PropertyName, 3) when list is not null: Add(list, JsonObjectRow.TextOf(ref reader)); break;
            }
        }
    }

    private void Add(string list, string name)
    {
        if (!_lists.TryGetValue(list, out var names)) { _lists[list] = names = new HashSet<string>(StringComparer.Ordinal); }
        names.Add(name);
    }
}
