using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>One line of a COPY block in PostgreSQL's text format (https://www.postgresql.org/docs/current/sql-copy.html).</summary>
internal static class CopyLine
{
    public static ForeignRow Row(string table, ImmutableArray<string> columns, ReadOnlySpan<byte> line, long number)
    {
        var count = line.Count((byte)'\t') + 1;
        if (count != columns.Length) { return ForeignRow.Faulty(table, number, $"has {count} values for {columns.Length} columns"); }
        var values = ImmutableArray.CreateBuilder<string?>(count);
        foreach (var range in line.Split((byte)'\t')) { values.Add(Value(line[range])); }
        return new ForeignRow(table, columns, values.MoveToImmutable(), number);
    }

    private static string? Value(ReadOnlySpan<byte> field)
    {
        if (field.SequenceEqual("\\N"u8)) { return null; }
        return field.Contains((byte)'\\') ? Unescaped(field) : Encoding.UTF8.GetString(field);
    }

    private static string Unescaped(ReadOnlySpan<byte> field)
    {
        var bytes = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\' || i + 1 == field.Length) { bytes[length++] = field[i]; }
            else { bytes[length++] = Escape(field, ref i); }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Leaves <paramref name="i"/> on the last byte of the escape.</summary>
    private static byte Escape(ReadOnlySpan<byte> field, ref int i)
    {
        var kind = field[++i];
        switch (kind)
        {
            case (byte)'b': return (byte)'\b';
            case (byte)'f': return (byte)'\f';
            case (byte)'n': return (byte)'\n';
            case (byte)'r': return (byte)'\r';
            case (byte)'t': return (byte)'\t';
            case (byte)'v': return (byte)'\v';
            case (byte)'x' when i + 1 < field.Length && char.IsAsciiHexDigit((char)field[i + 1]): return Digits(field, ref i, start: i + 1, 2, 16);
            case >= (byte)'0' and <= (byte)'7': return Digits(field, ref i, start: i, 3, 8);
            default: return kind;
        }
    }

    private static byte Digits(ReadOnlySpan<byte> field, ref int i, int start, int countMax, int radix)
    {
        var (value, at) = (0, start);
        for (; at < field.Length && at - start < countMax && IsDigit(field[at], radix); at++)
        {
            value = (value * radix) + Convert.ToInt32(((char)field[at]).ToString(), radix);
        }

        i = at - 1;
        return (byte)value;
    }

    private static bool IsDigit(byte value, int radix) => radix == 16 ? char.IsAsciiHexDigit((char)value) : value is >= (byte)'0' and <= (byte)'7';
}
