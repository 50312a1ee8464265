using System.Text;
using System.Text.Json;
using CsCheck;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Foreign;

public sealed class PythonLiteralTests
{
    [Theory]
    [InlineData("{'ok': True, 'n': None, 'off': False}", """{"ok":true,"n":null,"off":false}""")]
    [InlineData("[1, -2, 3.5, .5, 1e3, 1_000, 0x1F, +7, 007]", "[1,-2,3.5,0.5,1000,1000,31,7,7]")]
    [InlineData("(1, 'a', ())", """[1,"a",[]]""")]
    [InlineData("{1, 2}", "[1,2]")]
    [InlineData("{('a', 1): 2, None: 3, True: 4, 5: 6}", """{"('a', 1)":2,"null":3,"true":4,"5":6}""")]
    [InlineData("{}", "{}")]
    [InlineData("[nan, inf]", "[null,null]")]
    [InlineData(""" "it's" """, "\"it's\"")]
    [InlineData("""'say "hi"'""", "\"say \\\"hi\\\"\"")]
    [InlineData(@"'tab\t nl\n uni\u00e9 \x41 \101 \U0001F600 \q \'x\' \/'", "\"tab\\t nl\\n unié A A 😀 \\\\q 'x' /\"")]
    [InlineData(@"r'raw\n'", "\"raw\\\\n\"")]
    [InlineData(@"b'caf\xc3\xa9'", "\"café\"")]
    [InlineData(@"b'\xff'", "\"ÿ\"")]
    [InlineData("'one ' 'two'", "\"one two\"")]
    [InlineData("'''a\n'b' '''", "\"a\\n'b' \"")]
    [InlineData("datetime.datetime(2024, 2, 29, 10, 30)", "\"2024-02-29T10:30:00\"")]
    [InlineData("datetime.datetime(2024, 2, 29, 10, 30, 5, 120, tzinfo=datetime.timezone.utc)", "\"2024-02-29T10:30:05.00012Z\"")]
    [InlineData("datetime.date(2024, 2, 9)", "\"2024-02-09T00:00:00\"")]
    [InlineData("{'id': UUID('1-2'), 'd': Decimal('1.50'), 'k': <Kind.FACT: 'fact'>}", """{"id":"1-2","d":"1.50","k":"fact"}""")]
    [InlineData("""{"a": [true, false, null, "\ud83d\ude00", 1.0]}""", """{"a":[true,false,null,"😀",1]}""")]
    [InlineData(@"'half \ud800'", "\"half \ufffd\"")]
    public void What_Python_prints_becomes_JSON(string text, string? expected)
    {
        var isRead = PythonLiteral.TryToJson(text, out var json);

        Assert.Equal(expected is not null, isRead);
        Assert.Equal(expected, json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("open('x')()")]
    [InlineData("[1, 2")]
    [InlineData("{'a': }")]
    [InlineData("{'a' 1}")]
    [InlineData("{[1]: 2}")]
    [InlineData("[1 2]")]
    [InlineData("'open")]
    [InlineData("1 + 1")]
    [InlineData("1j")]
    [InlineData("1e999")]
    [InlineData("0x")]
    [InlineData("datetime.datetime(2024, 13, 1)")]
    [InlineData("datetime.datetime(2024, 1)")]
    [InlineData("datetime.datetime(2024, 1, 1, tzinfo=zone)")]
    [InlineData("datetime.datetime(1, 1, 1, 1, 1, 1, 1, 1)")]
    [InlineData("datetime.datetime('x')")]
    [InlineData("word")]
    [InlineData("<Kind 1>")]
    public void What_is_no_literal_is_refused(string text) => Assert.False(PythonLiteral.TryToJson(text, out _));

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.True(PythonLiteral.TryToJson(new string('[', 60) + new string(']', 60), out _));
        Assert.False(PythonLiteral.TryToJson(new string('[', 100_000), out _));
        Assert.False(PythonLiteral.TryToJson(new string('{', 100_000), out _));
        Assert.False(PythonLiteral.TryToJson(new string('(', 100_000), out _));
        Assert.False(PythonLiteral.TryToJson(new string('9', 100_000), out _));
    }

    /// <summary>Every JSON text is a literal as well, and comes out with the same meaning.</summary>
    [Fact]
    public void JSON_is_understood_too() => Gen.Recursive<string>((depth, self) => depth > 3
            ? Gen.Int.Select(number => $"{number}")
            : Gen.OneOf(
                Gen.String.Select(text => JsonSerializer.Serialize(WholeCharacters.Of(text))),
                Gen.Double.Where(double.IsFinite).Select(number => JsonSerializer.Serialize(number)),
                Gen.Int[0, 4].Select(i => new[] { "true", "false", "null", "[]", "{}" }[i]),
                self.Array[0, 4].Select(items => $"[{string.Join(", ", items)}]"),
                Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 5], self).Array[0, 4].Select(pairs =>
                    "{" + string.Join(",", pairs.DistinctBy(pair => pair.Item1).Select(pair => $"\"{pair.Item1}\": {pair.Item2}")) + "}")))
        .Sample(json =>
        {
            Assert.True(PythonLiteral.TryToJson(json, out var read));
            Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(read).RootElement), $"{json} became {read}");
        }, iter: 2_000);

    [Fact]
    public void No_text_makes_it_fail_otherwise_than_by_saying_no()
    {
        const string whole = "{'a': [1, (2.5, b'\\xff'), {\"x\": None}], u'\\u00e9': datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc), 'k': <E.A: 'a'>}";
        Mutation.Of(Encoding.UTF8.GetBytes(whole)).Sample(bytes =>
        {
            if (PythonLiteral.TryToJson(Encoding.UTF8.GetString(bytes), out var json)) { JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 200 }).Dispose(); }
        }, iter: 5_000);
    }
}
