using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>One row of another product's file, as text: a row of a table, an object of JSON, a line of CSV.</summary>
/// <param name="Table">Table or list that it stands in; empty when the file has only one.</param>
/// <param name="Values">One for each column; null where the source has no value.</param>
/// <param name="Number">Place in its table, counted from 1.</param>
/// <param name="Fault">Why the row cannot be used; null when it was read in full.</param>
internal sealed record ForeignRow(
    string Table, ImmutableArray<string> Columns, ImmutableArray<string?> Values, long Number, string? Fault = null)
{
    /// <summary>The value of a column; null when there is none.</summary>
    public string? this[string column] => Columns.IndexOf(column) is var i && i >= 0 && i < Values.Length ? Values[i] : null;

    public static ForeignRow Faulty(string table, long number, string fault) => new(table, [], [], number, fault);
}
