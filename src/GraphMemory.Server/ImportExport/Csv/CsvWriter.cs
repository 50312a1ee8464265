using System.Buffers;
using System.Text;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>Writes comma-separated values (RFC 4180) in UTF-8 with line feeds. A null is nothing, an empty text a pair of quotes.</summary>
internal sealed class CsvWriter(Stream stream) : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n");

    private readonly StreamWriter _text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
    private bool _isFirst = true;

    public void Row(params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields) { Field(field); }
        End();
    }

    public void Field(string? value)
    {
        if (!_isFirst) { _text.Write(','); }
        _isFirst = false;
        if (value is null) { return; }
        if (value.Length > 0 && value.AsSpan().IndexOfAny(Special) < 0)
        {
            _text.Write(value);
            return;
        }

        _text.Write('"');
        _text.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        _text.Write('"');
    }

    public void End()
    {
        _text.Write('\n');
        _isFirst = true;
    }

    public void Dispose() => _text.Dispose();
}
