using System.Text.Encodings.Web;
using System.Text.Json;

namespace GraphMemory.Server.Eval.Input;

/// <summary>Writes one JSON value a line.</summary>
internal sealed class OutputLines : IDisposable
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    public OutputLines(string path)
    {
        _stream = File.Create(path);
        _json = new Utf8JsonWriter(_stream, Layout);
    }

    public void Write(Action<Utf8JsonWriter> value)
    {
        value(_json);
        _json.Flush();
        _json.Reset();
        _stream.Write("\n"u8);
    }

    /// <summary>{"qid": ..., <paramref name="field"/>: [...]}.</summary>
    public void WriteAnswer(JsonName qid, string field, IEnumerable<JsonName> values) => Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("qid");
        json.WriteRawValue(qid.Raw);
        json.WriteStartArray(field);
        foreach (var value in values) { json.WriteRawValue(value.Raw); }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static JsonName Name(string text) => new($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }
}
