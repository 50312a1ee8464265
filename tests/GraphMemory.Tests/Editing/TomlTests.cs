using CsCheck;
using GraphMemory.Server.Editing;

namespace GraphMemory.Tests.Editing;

public sealed class TomlTests
{
    private static readonly string[] Table = ["mcp_servers", "graphmemory"];

    private static readonly Gen<string> Line = Gen.OneOf(
        "model = \"o3\"", "# a note with [brackets]", "", "count = 1_000", "when = 1979-05-27 07:32:00Z", "list = [\n  'a', # one\n  \"b\",\n]",
        "text = \"\"\"\n[not.a.table]\nx = 1\n\"\"\"", "raw = '''it's [raw]'''", "point = { x = 1, y = { z = 'q' } }", "a.b.\"c d\" = true", "[table]", "[[array.of]]",
        "[mcp_servers.other] # theirs", "  [ spaced . 'out' ]");

    private static readonly Gen<string> Text = Gen.Select(
        Line.Array[0, 8], Gen.OneOf("\n", "\r\n"), Gen.Bool,
        (lines, newLine, hasEnd) => string.Join(newLine, lines.Select(line => line.Replace("\n", newLine, StringComparison.Ordinal))) + (hasEnd && lines.Length > 0 ? newLine : ""));

    [Theory]
    [InlineData("a = \n", 1, 5)]
    [InlineData("a 1", 1, 3)]
    [InlineData("x = 1\n[table\n", 2, 7)]
    [InlineData("a = \"no end\n", 1, 12)]
    [InlineData("a = \"\"\"no end", 1, 14)]
    [InlineData("a = \"\\q\"", 1, 7)]
    [InlineData("a = [1 2]", 1, 8)]
    [InlineData("a = { b = 1 c = 2 }", 1, 13)]
    [InlineData("a = yes", 1, 5)]
    [InlineData("= 1", 1, 1)]
    [InlineData("a = 1 b = 2", 1, 7)]
    [InlineData("a = C:\\x", 1, 5)]
    public void A_broken_text_is_refused_with_its_place(string text, int line, int column)
    {
        var fault = TomlReader.Read(text).Fault;

        Assert.Equal((line, column), (fault!.Line, fault.Column));
        Assert.NotNull(TomlEdit.Set(text, Table, ("command", "'x'")).Fault);
        Assert.NotNull(TomlEdit.Remove(text, Table).Fault);
    }

    [Fact]
    public void Values_that_nest_without_end_are_refused() => Assert.Contains("nest deeper", TomlReader.Read("a = " + new string('[', 5_000)).Fault!.What, StringComparison.Ordinal);

    [Fact]
    public void A_table_that_is_set_can_be_read_and_removed_again() => Text.Sample(text =>
    {
        var after = TomlEdit.Set(text, Table, ("command", "'/bin/x'"), ("args", "['mcp']"));
        Assert.True(after.Fault is null, $"{after.Fault}\n{text}");
        var (headers, pairs, _) = TomlReader.Read(after.Text!);
        Assert.Single(headers, header => header.Path.SequenceEqual(Table));
        Assert.Equal("/bin/x", TomlReader.StringOf(after.Text!, pairs.Single(pair => pair.Path.SequenceEqual([.. Table, "command"]))));
        Assert.StartsWith(text, after.Text!, StringComparison.Ordinal);
        var removed = TomlEdit.Remove(after.Text!, Table).Text!;
        Assert.Equal(text.Length == 0 || text.EndsWith('\n') ? text : text + TextLayout.NewLineOf(text), removed);
    });

    [Fact]
    public void Keys_of_a_table_change_where_they_stand()
    {
        const string before = "[mcp_servers.graphmemory] # ours\ncommand = \"/old\" # the binary\nenv = { A = \"1\" }\n\n[mcp_servers.graphmemory.env]\nB = \"2\"\n\n[other]\nx = 1\n";
        var after = TomlEdit.Set(before, Table, ("command", "'/new'"), ("args", "['mcp']")).Text!;

        Assert.Contains("command = '/new' # the binary\n", after, StringComparison.Ordinal);
        Assert.Contains("args = ['mcp']\n", after, StringComparison.Ordinal);
        Assert.Contains("env = { A = \"1\" }\n", after, StringComparison.Ordinal);
        Assert.Equal("[other]\nx = 1\n", TomlEdit.Remove(after, Table).Text!.TrimStart());
    }

    [Theory]
    [InlineData("mcp_servers = { other = { command = 'x' } }")]
    [InlineData("mcp_servers.graphmemory = { command = 'x' }")]
    [InlineData("[mcp_servers]\ngraphmemory = { command = 'x' }")]
    [InlineData("[mcp_servers]\ngraphmemory.command = 'x'")]
    public void The_same_table_in_another_writing_is_left_to_its_author(string text) =>
        Assert.Contains("[mcp_servers.graphmemory]", TomlEdit.Set(text, Table, ("command", "'x'")).Fault!.What, StringComparison.Ordinal);

    [Theory]
    [InlineData("C:\\Program Files\\graphmemory.exe", "'C:\\Program Files\\graphmemory.exe'")]
    [InlineData("it's", "\"it's\"")]
    public void Text_is_written_so_that_it_reads_the_same(string text, string written)
    {
        Assert.Equal(written, TomlEdit.Quoted(text));
        var source = $"a = {written}";
        Assert.Equal(text, TomlReader.StringOf(source, TomlReader.Read(source).Pairs[0]));
    }

    [Fact]
    public void Escapes_and_lists_are_read()
    {
        const string text = "a = [\"x\\ty\", 1, 'z', \"\"\"l\"\"\"]\nb = \"\\u00e4\\U0001F600\\\"\"";
        var pairs = TomlReader.Read(text).Pairs;

        Assert.Equal(["x\ty", "z", "l"], TomlReader.StringsOf(text, pairs[0]));
        Assert.Equal("ä😀\"", TomlReader.StringOf(text, pairs[1]));
        Assert.Null(TomlReader.StringOf(text, pairs[0]));
    }
}
