using System.Collections.Immutable;
using System.Text;
using CsCheck;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Foreign;

public sealed class KuzuReadersTests
{
    [Fact]
    public void Tables_of_nodes_and_relationships_are_read_from_the_schema()
    {
        var tables = KuzuSchema.Tables("""
            // exported
            INSTALL json;
            CREATE NODE TABLE `Memory` (`id` STRING,`embeddings` DOUBLE[],`metadata` MAP(STRING, STRING),`n` INT64 DEFAULT 5, PRIMARY KEY(`id`));
            CREATE NODE TABLE IF NOT EXISTS User(name STRING, PRIMARY KEY (name));
            CREATE REL TABLE `OWNS` (FROM `User` TO `Memory`, FROM `User` TO `User`, `at` TIMESTAMP, MANY_MANY);
            CREATE MACRO f(x) AS x;
            """);

        Assert.Equal(["Memory", "User", "OWNS"], tables.Select(table => table.Name));
        Assert.Equal("id STRING, embeddings DOUBLE[], metadata MAP(STRING,STRING), n INT64", Text(tables[0].Columns));
        Assert.Equal("id", tables[0].PrimaryKey);
        Assert.False(tables[0].IsRelationship);
        Assert.Equal([("User", "Memory"), ("User", "User")], tables[2].Ends);
        Assert.Equal("at TIMESTAMP", Text(tables[2].Columns));
    }

    [Fact]
    public void Files_and_their_form_are_read_from_the_copy_statements()
    {
        var copies = KuzuCopy.All("""
            COPY `Memory` (`id`,`metadata`) FROM "Memory.csv" (escape ='\\', delim ='|', quote ='\'', header=true);
            COPY `OWNS` (`at`) FROM "/somewhere/else/OWNS_User_Memory.csv" (from='User', to='Memory');
            COPY User FROM 'User.parquet';
            """);

        Assert.Equal(new KuzuCsvFormat('|', '\'', '\\', HasHeader: true), copies[0].Format);
        Assert.Equal(["id", "metadata"], copies[0].Columns);
        Assert.Equal(("OWNS", "OWNS_User_Memory.csv", "User", "Memory"), (copies[1].Table, copies[1].File, copies[1].From, copies[1].To));
        Assert.Equal(KuzuCsvFormat.Default, copies[2].Format);
        Assert.Equal("User.parquet", copies[2].File);
    }

    [Fact]
    public void An_empty_field_is_null_and_an_empty_text_is_not()
    {
        var lines = Lines("\uFEFFa,b,c\r\n1,,\"\"\n\"x \"\"y\"\",\nz\",2,3\r\nlast", KuzuCsvFormat.Default with { HasHeader = true });

        Assert.Equal(["1", null, ""], lines[0]);
        Assert.Equal(["x \"y\",\nz", "2", "3"], lines[1]);
        Assert.Equal(["last"], lines[2]);
    }

    [Fact]
    public void The_escape_character_is_the_one_that_the_export_chose()
    {
        var lines = Lines("'it\\'s \\\\ \\n'|2\n", new KuzuCsvFormat('|', '\'', '\\', HasHeader: false));

        Assert.Equal(["it's \\ \\n", "2"], lines[0]);
    }

    [Fact]
    public void A_line_of_too_many_fields_gives_none() => Assert.Equal([0, 1], Lines(new string(',', 20_000) + "\nx", KuzuCsvFormat.Default).Select(line => line.Length));

    /// <summary>Fields of any text, quoted by the rules, come back.</summary>
    [Fact]
    public void Whatever_was_written_comes_back() =>
        Gen.Select(Gen.String[0, 30].Select(WholeCharacters.Of).Null(0.2).Array[2, 4].Array[0, 20], Gen.Bool.Select(isQuote => isQuote ? '"' : '\\')).Sample((rows, escape) =>
        {
            var csv = string.Concat(rows.Select(row => string.Join(',', row.Select(value => Quoted(value, escape))) + "\n"));

            Assert.Equal(rows, Lines(csv, KuzuCsvFormat.Default with { Escape = escape }).Select(line => line.ToArray()));
        }, iter: 300);

    [Theory]
    [InlineData("[a,b c, 'd,e']", "a;b c;d,e")]
    [InlineData("[[1,2],{x=1,y=2}]", "[1,2];{x=1,y=2}")]
    [InlineData("[it's,fine]", "it's;fine")]
    [InlineData("[]", "")]
    [InlineData("plain", "plain")]
    public void Lists_are_split_at_their_own_commas(string text, string expected) => Assert.Equal(expected, string.Join(';', KuzuValue.List(text)));

    [Theory]
    [InlineData("{a=12, b=x y}", "a>12;b>x y")]
    [InlineData("{source: file, 'k': \"v, w\", n: {x: 1}}", "source>file;k>v, w;n>{x: 1}")]
    [InlineData("{}", "")]
    [InlineData("none", "")]
    [InlineData("{=1, b}", "")]
    public void Maps_and_structs_give_their_pairs(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', KuzuValue.Pairs(text).Select(pair => $"{pair.Key}>{pair.Value}")));

    [Fact]
    public void No_bytes_make_them_throw_or_hang()
    {
        var whole = "CREATE NODE TABLE `M` (`id` STRING, `m` MAP(STRING, STRING), PRIMARY KEY(`id`));\nCOPY `M` (`id`) FROM \"M.csv\" (escape ='\\\\', delim =',', quote ='\"', header=true);\n\"a\"\"b\",{k=[1,2], l='x'}\n"u8.ToArray();
        Mutation.Of(whole).Sample(bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            KuzuSchema.Tables(text);
            KuzuCopy.All(text);
            KuzuValue.List(text);
            KuzuValue.Pairs(text);
            Assert.InRange(new KuzuCsv(new MemoryStream(bytes), new KuzuCsvFormat(',', '"', '\\', HasHeader: true)).Read().Count(), 0, 1_000);
        }, iter: 5_000);
    }

    private static string Text(ImmutableArray<KuzuColumn> columns) => string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"));

    private static string Quoted(string? value, char escape)
    {
        if (value is null) { return ""; }
        var escaped = escape == '"'
            ? value.Replace("\"", "\"\"", StringComparison.Ordinal)
            : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }

    private static List<ImmutableArray<string?>> Lines(string csv, KuzuCsvFormat format) =>
        [.. new KuzuCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv)), format).Read()];
}
