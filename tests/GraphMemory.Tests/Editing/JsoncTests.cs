using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GraphMemory.Server.Editing;

namespace GraphMemory.Tests.Editing;

public sealed class JsoncTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsoncValue Entry = JsoncValue.Of(("command", JsoncValue.Of("/bin/x")), ("args", JsoncValue.Of(["mcp"])));

    [Theory]
    [InlineData("{ \"a\": 1,, }", 1, 10)]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3)]
    [InlineData("{\n  a: 1\n}", 2, 3)]
    [InlineData("{ \"a\" 1 }", 1, 7)]
    [InlineData("{ \"a\": }", 1, 8)]
    [InlineData("{ \"a\": 01 }", 1, 8)]
    [InlineData("{ \"a\": nul }", 1, 8)]
    [InlineData("{ \"a\": \"b\n\" }", 1, 10)]
    [InlineData("{ \"a\": \"\\x\" }", 1, 9)]
    [InlineData("{ \"a\": \"b", 1, 10)]
    [InlineData("{ \"a\": 1", 1, 9)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{ /* no end", 1, 3)]
    [InlineData("{ / }", 1, 3)]
    [InlineData("[1 2]", 1, 4)]
    [InlineData("]", 1, 1)]
    [InlineData("{ \"a\": \"\\u12g4\" }", 1, 9)]
    public void A_broken_text_is_refused_with_its_place(string text, int line, int column)
    {
        var fault = JsoncReader.Read(text).Fault;

        Assert.Equal((line, column), (fault!.Line, fault.Column));
        Assert.Equal(fault, JsoncEdit.Set(text, ["x"], Entry).Fault);
    }

    [Fact]
    public void Values_that_nest_without_end_are_refused() => Assert.Contains("nest deeper", JsoncReader.Read(new string('[', 10_000)).Fault!.What, StringComparison.Ordinal);

    [Fact]
    public void It_reads_what_the_platforms_parser_reads() => JsoncTexts.Any.Sample(text =>
    {
        var (root, fault) = JsoncReader.Read(text);
        Assert.True(fault is null, $"{fault}\n{text}");
        AssertSame(JsonDocument.Parse(text, Lenient).RootElement, root!, text);
    });

    [Fact]
    public void A_member_that_is_set_is_there_and_nothing_else_changed() => JsoncTexts.Any.Sample(text =>
    {
        var after = JsoncEdit.Set(text, ["section", "graphmemory"], Entry).Text!;

        var expected = (JsonObject)Parsed(text);
        expected["section"] = new JsonObject { ["graphmemory"] = Parsed(Entry.Compact()) };
        Assert.True(JsonNode.DeepEquals(expected, Parsed(after)), $"{text}\n=>\n{after}");
    });

    [Fact]
    public void A_member_that_is_set_and_removed_again_leaves_no_trace_beside_others() => JsoncTexts.Any.Sample(text =>
    {
        if (JsoncReader.Read(text).Root!.Children.Count == 0) { return; }
        var after = JsoncEdit.Remove(JsoncEdit.Set(text, ["graphmemory"], Entry).Text!, ["graphmemory"]);

        Assert.Equal(text, after.Text);
    });

    [Fact]
    public void Any_member_can_be_removed() => JsoncTexts.Any.Sample(text =>
    {
        foreach (var child in JsoncReader.Read(text).Root!.Children)
        {
            var after = JsoncEdit.Remove(text, [child.Name!]).Text;
            var expected = (JsonObject)Parsed(text);
            expected.Remove(child.Name!);
            Assert.True(after is not null && JsonNode.DeepEquals(expected, Parsed(after)), $"{child.Name}\n{text}\n=>\n{after}");
        }
    });

    [Theory]
    [InlineData("", "{\n  \"x\": {\n    \"command\": \"/bin/x\",\n    \"args\": [\"mcp\"]\n  }\n}\n")]
    [InlineData("// only a note", "// only a note\n{\n  \"x\": {\n    \"command\": \"/bin/x\",\n    \"args\": [\"mcp\"]\n  }\n}\n")]
    [InlineData("{}", "{\n  \"x\": {\n    \"command\": \"/bin/x\",\n    \"args\": [\"mcp\"]\n  }\n}")]
    [InlineData("{\n\t\"a\": 1\n}\n", "{\n\t\"a\": 1,\n\t\"x\": {\n\t\t\"command\": \"/bin/x\",\n\t\t\"args\": [\"mcp\"]\n\t}\n}\n")]
    [InlineData("{\r\n    \"a\": 1, // one\r\n}", "{\r\n    \"a\": 1, // one\r\n    \"x\": {\r\n        \"command\": \"/bin/x\",\r\n        \"args\": [\"mcp\"]\r\n    },\r\n}")]
    [InlineData("{\n  \"a\": 1 // one\n}", "{\n  \"a\": 1, // one\n  \"x\": {\n    \"command\": \"/bin/x\",\n    \"args\": [\"mcp\"]\n  }\n}")]
    [InlineData("{\"a\":1}", "{\"a\":1, \"x\": {\"command\": \"/bin/x\", \"args\": [\"mcp\"]}}")]
    [InlineData("{ \"x\": 1 }", "{ \"x\": {\n  \"command\": \"/bin/x\",\n  \"args\": [\"mcp\"]\n} }")]
    [InlineData("{\n  // nothing yet\n}", "{\n  // nothing yet\n  \"x\": {\n    \"command\": \"/bin/x\",\n    \"args\": [\"mcp\"]\n  }\n}")]
    public void What_is_added_looks_like_its_surroundings(string before, string after) => Assert.Equal(after, JsoncEdit.Set(before, ["x"], Entry).Text);

    [Fact]
    public void What_is_no_object_is_not_written_into()
    {
        Assert.Contains("an object must stand here", JsoncEdit.Set("[]", ["x"], Entry).Fault!.What, StringComparison.Ordinal);
        Assert.Contains("a list must stand here", JsoncEdit.Add("{\"x\": 1}", ["x"], Entry).Fault!.What, StringComparison.Ordinal);
        Assert.NotNull(JsoncEdit.Add("{", ["x"], Entry).Fault);
        Assert.NotNull(JsoncEdit.Remove("{", ["x"]).Fault);
    }

    private static JsonNode Parsed(string text) => JsonNode.Parse(text, documentOptions: Lenient)!;

    private static void AssertSame(JsonElement expected, JsoncNode node, string text)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var members = expected.EnumerateObject().ToList();
                Assert.Equal(members.Select(member => member.Name), node.Children.Select(child => child.Name));
                foreach (var (member, child) in members.Zip(node.Children)) { AssertSame(member.Value, child.Value, text); }
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), node.Children.Count);
                foreach (var (item, child) in expected.EnumerateArray().Zip(node.Children)) { AssertSame(item, child.Value, text); }
                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), JsoncReader.StringOf(text, node));
                break;
            default:
                Assert.Equal(expected.GetRawText(), text[node.Start..node.End]);
                break;
        }
    }
}
