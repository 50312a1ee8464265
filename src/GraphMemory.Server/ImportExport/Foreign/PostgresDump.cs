using System.Collections.Immutable;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// The rows of a plain PostgreSQL dump (<c>pg_dump</c>, with COPY blocks or with <c>--inserts</c>), as a stream. Statements that hold no
/// rows are passed over.
/// </summary>
internal sealed class PostgresDump
{
    /// <summary>PostgreSQL allows 1,600 columns.</summary>
    private const int ColumnsMax = 10_000;

    private readonly ByteSource _source;
    private readonly SqlTokens _tokens;
    private readonly Dictionary<string, ImmutableArray<string>> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public PostgresDump(Stream stream)
    {
        _source = new ByteSource(stream);
        _tokens = new SqlTokens(_source);
    }

    public IEnumerable<ForeignRow> Read()
    {
        while (true)
        {
            var token = _tokens.Next();
            if (token.Kind == SqlTokenKind.End) { yield break; }
            if (token.IsSymbol('\\')) { _source.SkipLine(); } // a command of psql
            else if (token.IsWord("COPY")) { foreach (var row in Copy()) { yield return row; } }
            else if (token.IsWord("INSERT")) { foreach (var row in Insert()) { yield return row; } }
            else if (token.IsWord("CREATE")) { Create(); }
            else if (token.IsWord("SET")) { Set(); }
            else if (!token.IsSymbol(';')) { PassStatement(); }
        }
    }

    private IEnumerable<ForeignRow> Copy()
    {
        var table = Table(_tokens.Next(), out var token);
        var columns = token.IsSymbol('(') ? Names(out token) : _columns.GetValueOrDefault(table, []);
        var isFromInput = token.IsWord("FROM") && _tokens.Next().IsWord("stdin");
        var isPlain = PassStatement() == 0;
        if (!isFromInput) { yield break; }
        _source.SkipLine();
        while (_source.TryTakeLine(out var line) && !line.SequenceEqual("\\."u8))
        {
            var number = Next(table);
            yield return isPlain
                ? CopyLine.Row(table, columns, line, number)
                : ForeignRow.Faulty(table, number, "stands in a COPY block of another form than text; dump without options");
        }
    }

    private IEnumerable<ForeignRow> Insert()
    {
        _tokens.Next(); // INTO
        var table = Table(_tokens.Next(), out var token);
        var columns = _columns.GetValueOrDefault(table, []);
        if (token.IsSymbol('(')) { columns = Names(out token); }
        while (token.Kind != SqlTokenKind.End && !token.IsSymbol(';') && !token.IsWord("VALUES")) { token = _tokens.Next(); }
        if (!token.IsWord("VALUES")) { yield break; }
        for (token = _tokens.Next(); token.IsSymbol('('); token = _tokens.Next())
        {
            yield return Row(table, columns, Values(out token));
            if (!token.IsSymbol(',')) { break; }
        }

        if (!token.IsSymbol(';')) { PassStatement(); }
    }

    private ForeignRow Row(string table, ImmutableArray<string> columns, ImmutableArray<string?> values)
    {
        var number = Next(table);
        return columns.Length == values.Length
            ? new ForeignRow(table, columns, values, number)
            : ForeignRow.Faulty(table, number, $"has {values.Length} values for {columns.Length} columns");
    }

    /// <summary>The values up to the closing bracket; <paramref name="after"/> is what follows it.</summary>
    private ImmutableArray<string?> Values(out SqlToken after)
    {
        var values = ImmutableArray.CreateBuilder<string?>();
        SqlToken token;
        do
        {
            var value = Value(out token);
            if (values.Count < ColumnsMax) { values.Add(value); }
        }
        while (token.IsSymbol(','));

        after = token.IsSymbol(')') ? _tokens.Next() : token;
        return values.ToImmutable();
    }

    /// <summary>The first literal of an expression: a cast behind it changes nothing that is kept.</summary>
    private string? Value(out SqlToken token)
    {
        var (depth, sign, value, isNull) = (0, "", (string?)null, false);
        for (token = _tokens.Next(); token.Kind != SqlTokenKind.End && !token.IsSymbol(';'); token = _tokens.Next())
        {
            if (depth == 0 && (token.IsSymbol(',') || token.IsSymbol(')'))) { break; }
            if (token.IsSymbol('(')) { depth++; }
            else if (token.IsSymbol(')')) { depth--; }
            else if (token.IsSymbol('-') && value is null) { sign = "-"; }
            else if (token.IsWord("NULL") || token.IsWord("DEFAULT")) { isNull |= value is null; }
            else if (value is null && !isNull && token.Kind is SqlTokenKind.Text or SqlTokenKind.Word) { value = sign + token.Value; }
        }

        return isNull ? null : value;
    }

    /// <summary>Remembers the columns of a table: an INSERT may leave them out.</summary>
    private void Create()
    {
        var token = _tokens.Next();
        while (token.IsWord("UNLOGGED") || token.IsWord("GLOBAL") || token.IsWord("LOCAL") || token.IsWord("TEMPORARY")) { token = _tokens.Next(); }
        if (token.IsWord("TABLE"))
        {
            token = _tokens.Next();
            while (token.IsWord("IF") || token.IsWord("NOT") || token.IsWord("EXISTS")) { token = _tokens.Next(); }
            var table = Table(token, out token);
            if (token.IsSymbol('(')) { _columns[table] = ColumnNames(out token); }
        }

        if (!token.IsSymbol(';')) { PassStatement(); }
    }

    private ImmutableArray<string> ColumnNames(out SqlToken token)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var (depth, isFirst) = (1, true);
        for (token = _tokens.Next(); depth > 0 && token.Kind != SqlTokenKind.End && !token.IsSymbol(';'); token = _tokens.Next())
        {
            if (isFirst && token.IsName && !IsConstraint(token) && names.Count < ColumnsMax) { names.Add(token.Value); }
            isFirst = depth == 1 && token.IsSymbol(',');
            depth += token.IsSymbol('(') ? 1 : token.IsSymbol(')') ? -1 : 0;
        }

        return names.ToImmutable();
    }

    private static bool IsConstraint(SqlToken token) =>
        token.IsWord("CONSTRAINT") || token.IsWord("PRIMARY") || token.IsWord("UNIQUE") || token.IsWord("CHECK")
        || token.IsWord("FOREIGN") || token.IsWord("EXCLUDE") || token.IsWord("LIKE");

    private void Set()
    {
        if (_tokens.Next() is var name && name.IsWord("standard_conforming_strings"))
        {
            _tokens.Next(); // = or TO
            _tokens.IsStandardConforming = !_tokens.Next().Value.Equals("off", StringComparison.OrdinalIgnoreCase);
        }

        if (!name.IsSymbol(';')) { PassStatement(); }
    }

    /// <summary>Goes behind the semicolon; tells how many tokens stood before it.</summary>
    private int PassStatement()
    {
        var count = 0;
        for (var token = _tokens.Next(); token.Kind != SqlTokenKind.End && !token.IsSymbol(';'); token = _tokens.Next()) { count++; }
        return count;
    }

    /// <summary>The name of a table without its schema; <paramref name="after"/> is what follows it.</summary>
    private string Table(SqlToken token, out SqlToken after)
    {
        while (token.IsWord("ONLY")) { token = _tokens.Next(); }
        var name = token.Value;
        for (after = _tokens.Next(); after.IsName && (name.EndsWith('.') || after.Value.StartsWith('.')); after = _tokens.Next()) { name = after.Value; }
        return token.Kind == SqlTokenKind.Word || name.StartsWith('.') ? name[(name.LastIndexOf('.') + 1)..] : name;
    }

    private ImmutableArray<string> Names(out SqlToken after)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var token = _tokens.Next();
        for (; token.Kind != SqlTokenKind.End && !token.IsSymbol(')'); token = _tokens.Next())
        {
            if (token.IsName && names.Count < ColumnsMax) { names.Add(token.Value); }
        }

        after = _tokens.Next();
        return names.ToImmutable();
    }

    private long Next(string table) => _counts[table] = _counts.GetValueOrDefault(table) + 1;
}
