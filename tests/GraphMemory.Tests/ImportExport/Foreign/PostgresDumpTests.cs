using System.Text;
using CsCheck;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Foreign;

public sealed class PostgresDumpTests
{
    [Fact]
    public void Copy_blocks_give_their_rows_with_every_escape_undone()
    {
        var rows = Read("""
            -- a dump
            SET statement_timeout = 0;
            COPY public.users (id, "Weird Name", note) FROM stdin;
            1	a\tb\nc\\d	\N
            2		\x41\101\q\b
            \.

            SELECT 1;
            """);

        Assert.Equal("users", rows[0].Table);
        Assert.Equal(["id", "Weird Name", "note"], rows[0].Columns);
        Assert.Equal(["1", "a\tb\nc\\d", null], rows[0].Values);
        Assert.Equal(["2", "", "AAq\b"], rows[1].Values);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Inserts_give_their_rows_whatever_quotes_they_use()
    {
        var rows = Read("""
            CREATE TABLE public.t (
                id integer NOT NULL, -- comment, with a comma
                "data" jsonb DEFAULT '{}'::jsonb, /* outer /* inner */ still */
                amount numeric(10,2),
                CONSTRAINT t_pkey PRIMARY KEY (id)
            );
            INSERT INTO public.t VALUES (1, 'it''s {"a": 1}'::jsonb, -2.5), (2, E'a\n\'b\' \u00e9\x41\101', NULL);
            INSERT INTO "public"."t" (id, data) OVERRIDING SYSTEM VALUE VALUES (3, $tag$it's $1 $$ here$tag$);
            INSERT INTO t (id, data) VALUES ('x', DEFAULT) ON CONFLICT DO NOTHING;
            INSERT INTO t SELECT 1;
            """);

        Assert.All(rows, row => Assert.Equal("t", row.Table));
        Assert.Equal(["1", "it's {\"a\": 1}", "-2.5"], rows[0].Values);
        Assert.Equal(["2", "a\n'b' éAA", null], rows[1].Values);
        Assert.Equal(["3", "it's $1 $$ here"], rows[2].Values);
        Assert.Equal(["x", null], rows[3].Values);
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public void A_backslash_escapes_in_plain_strings_while_the_dump_says_so()
    {
        var rows = Read("""
            SET standard_conforming_strings = off;
            INSERT INTO t (a) VALUES ('x\'y\\');
            SET standard_conforming_strings = on;
            INSERT INTO t (a) VALUES ('x\');
            """);

        Assert.Equal(["x'y\\", "x\\"], rows.Select(row => row.Values[0]));
    }

    [Fact]
    public void Function_bodies_and_commands_of_psql_are_passed_over()
    {
        var rows = Read("""
            \restrict abc
            CREATE FUNCTION f() RETURNS void AS $$ BEGIN INSERT INTO t VALUES (1); END; $$ LANGUAGE plpgsql;
            CREATE UNLOGGED TABLE IF NOT EXISTS "s.x".t (a int, b int);
            COPY (SELECT 1) TO stdout;
            INSERT INTO t VALUES (1,2);
            """);

        Assert.Equal(["1", "2"], Assert.Single(rows).Values);
    }

    [Fact]
    public void Rows_that_do_not_fit_their_columns_are_faulty()
    {
        var rows = Read("INSERT INTO t (a, b) VALUES (1);\nCOPY t (a) FROM stdin;\n1\t2\n\\.\nCOPY t (a) FROM stdin WITH (FORMAT csv);\n1\n\\.\nINSERT INTO t (a) VALUES (1);");

        Assert.Equal("has 1 values for 2 columns", rows[0].Fault);
        Assert.Equal("has 2 values for 1 columns", rows[1].Fault);
        Assert.StartsWith("stands in a COPY block of another form", rows[2].Fault, StringComparison.Ordinal);
        Assert.Null(rows[3].Fault);
    }

    /// <summary>What the rules of COPY write, the reader gives back, also when the lines are longer than its buffer.</summary>
    [Fact]
    public void Whatever_text_was_copied_out_comes_back() =>
        Gen.Select(Gen.String[0, 50].Select(WholeCharacters.Of).Null(0.2).Array[3].Array[0, 20], Gen.Int[0, 80_000]).Sample((rows, filler) =>
        {
            var dump = new StringBuilder("COPY t (a, b, c, d) FROM stdin;\n");
            foreach (var row in rows) { dump.AppendJoin('\t', row.Append(new string('x', filler)).Select(Escaped)).Append('\n'); }
            var read = Read(dump.Append("\\.\n").ToString());

            Assert.Equal(rows, read.Select(row => row.Values[..3].ToArray()));
        }, iter: 100);

    [Fact]
    public void Whatever_text_was_inserted_comes_back() => Gen.String[0, 50].Select(WholeCharacters.Of).Array[1, 10].Sample(texts =>
    {
        var dump = $"INSERT INTO t (a) VALUES {string.Join(", ", texts.Select(text => $"('{text.Replace("'", "''", StringComparison.Ordinal)}')"))};";

        Assert.Equal(texts, Read(dump).Select(row => row.Values[0]));
    }, iter: 500);

    [Fact]
    public void No_bytes_make_it_throw_or_hang()
    {
        var whole = "CREATE TABLE t (a int, b text);/*x*/\nCOPY public.t (a, b) FROM stdin;\n1\tx\\n\\x41\n\\.\nINSERT INTO t VALUES (1, E'a\\u00e9'), (-2, $q$z$q$);"u8.ToArray();
        Mutation.Of(whole).Sample(bytes => Assert.InRange(new PostgresDump(new MemoryStream(bytes)).Read().Count(), 0, 300), iter: 5_000);
    }

    private static string Escaped(string? value) => value is null ? "\\N" : value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    private static List<ForeignRow> Read(string dump) => [.. new PostgresDump(new MemoryStream(Encoding.UTF8.GetBytes(dump))).Read()];
}
