using System.Text;
using System.Text.Json;
using CsCheck;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Foreign;

public sealed class JsonRowsTests
{
    [Theory]
    [InlineData("""[{"a":1}]""", "List")]
    [InlineData("""{"a":1}""" + "\n" + """{"a":2}""", "Lines")]
    [InlineData("""{"at":"x","list":[],"memories":[{"a":1}]}""", "Lists")]
    [InlineData("""{"a":{"b":[{"c":1}]},"tags":["x",{"d":1}]}""", "Lines")]
    [InlineData("\uFEFF[]", "List")]
    [InlineData("""{"a":[{"b":1""", "Lists")]
    [InlineData("""{"a":[nonsense""", "Lines")]
    [InlineData("\"text\"", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public void The_layout_is_told_from_the_beginning(string text, string? expected) =>
        Assert.Equal(expected, JsonRowsLayouts.Of(Encoding.UTF8.GetBytes(text))?.ToString());

    [Fact]
    public void Text_is_taken_as_it_is_and_the_rest_as_it_is_written()
    {
        var row = Assert.Single(Read("""[{"t":"a\u00e9","n":1.50,"o":{"x":[1]},"b":true,"z":null,"h":"\ud800"}]"""));

        Assert.Equal(["aé", "1.50", """{"x":[1]}""", "true", null, "\ufffd"], row.Values);
        Assert.Equal("aé", row["t"]);
        Assert.Null(row["z"]);
        Assert.Null(row["nowhere"]);
    }

    [Fact]
    public void Lists_in_one_object_are_tables_and_everything_else_is_passed_over()
    {
        var rows = Read("""{"meta":{"inner":{"a":1},"l":[{"b":1}]},"one":[{"x":1},5,{"x":2}],"n":3,"two":[[{"y":0}],{"y":1}]}""");

        Assert.Equal(["one 1 1", "one 2 2", "two 1 1"], rows.Select(row => $"{row.Table} {row.Number} {row.Values[0]}"));
    }

    [Fact]
    public void Objects_may_stand_one_after_the_other()
    {
        var rows = Read("\uFEFF{\"a\":1}\n\n{\"a\":2}{\"a\":3} 7 [8]");

        Assert.Equal(["1", "2", "3"], rows.Select(row => row.Values[0]));
    }

    [Fact]
    public void A_fault_ends_the_reading_and_is_told()
    {
        var rows = Read("""[{"a":1},{"a":""");

        Assert.Equal("1", rows[0].Values[0]);
        Assert.StartsWith("what follows is not JSON", rows[1].Fault, StringComparison.Ordinal);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_makes_its_row_faulty_and_no_other()
    {
        byte[] bytes = [.. "[{\"a\":\""u8, 0xFF, .. "\"},{\"a\":1}]"u8];
        var rows = new JsonRows(new MemoryStream(bytes), JsonRowsLayout.List).Read().ToList();

        Assert.Equal("holds text that is not UTF-8", rows[0].Fault);
        Assert.Equal("1", rows[1].Values[0]);
    }

    /// <summary>However the stream is cut into reads and however large the objects, the rows are those of the whole document.</summary>
    [Fact]
    public void Reads_of_any_size_give_the_same_rows() =>
        Gen.Select(Gen.String[0, 300].Select(WholeCharacters.Of).Array[0, 30], Gen.Int[1, 70_000], Gen.Int[0, 100_000]).Sample((texts, step, filler) =>
        {
            var items = texts.Select(text => new Dictionary<string, string> { ["text"] = text, ["filler"] = new('x', filler) }).ToList();
            var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["total"] = texts.Length, ["memories"] = items });
            var rows = new JsonRows(new SlowStream(json, step), JsonRowsLayout.Lists).Read();

            Assert.Equal(texts, rows.Select(row => row["text"]));
        }, iter: 40);

    [Fact]
    public void No_bytes_make_it_throw_or_hang()
    {
        var whole = """{"m":[{"a":"x","b":[1,{"c":null}]},{"a":"\u00e9"}],"n":[{"a":1}]}"""u8.ToArray();
        Gen.Select(Mutation.Of(whole), Gen.Enum<JsonRowsLayout>()).Sample((bytes, layout) =>
        {
            JsonRowsLayouts.Of(bytes);
            Assert.InRange(new JsonRows(new MemoryStream(bytes), layout).Read().Count(), 0, 200);
        }, iter: 5_000);
    }

    private static List<ForeignRow> Read(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return [.. new JsonRows(new MemoryStream(bytes), JsonRowsLayouts.Of(bytes)!.Value).Read()];
    }

    /// <summary>Hands out so many bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
