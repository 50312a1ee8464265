namespace GraphMemory.Server.ImportExport.Foreign;

internal enum SqlTokenKind
{
    End,
    /// <summary>A keyword, a name or a number, as it is written.</summary>
    Word,
    /// <summary>A name in quotation marks, without them.</summary>
    Name,
    /// <summary>A string, with its escapes undone.</summary>
    Text,
    /// <summary>One character of punctuation.</summary>
    Symbol,
}

internal readonly record struct SqlToken(SqlTokenKind Kind, string Value)
{
    public static SqlToken End { get; } = new(SqlTokenKind.End, "");

    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Value[0] == symbol;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Name;
}
