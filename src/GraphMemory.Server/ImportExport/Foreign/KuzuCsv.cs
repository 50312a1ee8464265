using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// The lines of a CSV file that Kuzu wrote: RFC 4180 with an escape character of choice, and nothing between two delimiters for null.
/// </summary>
internal sealed class KuzuCsv(Stream stream, KuzuCsvFormat format)
{
    /// <summary>The rest of a longer field is cut off, and the line is told to be faulty.</summary>
    private const int FieldBytesMax = 64 << 20;

    /// <summary>Fields that one line may have; further ones make it faulty too.</summary>
    private const int FieldsMax = 10_000;

    private readonly ByteSource _source = new(stream);
    private readonly ArrayBufferWriter<byte> _field = new(256);
    private bool _isCutOff;

    /// <summary>The fields of each line, null for one without a value; none for a line that is too long. The header is passed over.</summary>
    public IEnumerable<ImmutableArray<string?>> Read()
    {
        PassByteOrderMark();
        if (format.HasHeader) { Line(); }
        while (_source.Peek() >= 0) { yield return Line(); }
    }

    private void PassByteOrderMark()
    {
        if (_source.Peek() != 0xEF || _source.PeekSecond() != 0xBB) { return; }
        for (var i = 0; i < 3; i++) { _source.Take(); }
    }

    private ImmutableArray<string?> Line()
    {
        var fields = ImmutableArray.CreateBuilder<string?>();
        _isCutOff = false;
        do
        {
            var field = Field();
            if (fields.Count < FieldsMax) { fields.Add(field); }
            else { _isCutOff = true; }
        }
        while (PassDelimiter());

        return _isCutOff ? [] : fields.ToImmutable();
    }

    private bool PassDelimiter()
    {
        if (_source.Peek() == format.Delimiter)
        {
            _source.Take();
            return true;
        }

        if (_source.Peek() == '\r') { _source.Take(); }
        if (_source.Peek() == '\n') { _source.Take(); }
        return false;
    }

    private string? Field()
    {
        _field.ResetWrittenCount();
        var isQuoted = _source.Peek() == format.Quote;
        if (isQuoted) { Quoted(); }
        while (_source.Peek() is var next && next >= 0 && next != format.Delimiter && next is not ('\r' or '\n')) { Keep(_source.Take()); }
        return _field.WrittenCount == 0 && !isQuoted ? null : Encoding.UTF8.GetString(_field.WrittenSpan);
    }

    private void Quoted()
    {
        _source.Take();
        while (_source.Peek() is var next && next >= 0)
        {
            _source.Take();
            if (next == format.Escape && IsEscapable(_source.Peek())) { Keep(_source.Take()); }
            else if (next == format.Quote) { return; }
            else { Keep(next); }
        }
    }

    private bool IsEscapable(int next) => next == format.Quote || next == format.Escape;

    private void Keep(int value)
    {
        if (_field.WrittenCount == FieldBytesMax)
        {
            _isCutOff = true;
            return;
        }

        _field.GetSpan(1)[0] = (byte)value;
        _field.Advance(1);
    }
}
