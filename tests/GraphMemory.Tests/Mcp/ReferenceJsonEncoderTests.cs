using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

public sealed class ReferenceJsonEncoderTests
{
    /// <summary>What JSON.stringify gives (ECMA-262, QuoteJSONString).</summary>
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\"\\/", "\\\"\\\\/")]
    [InlineData("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [InlineData("\u0000\u001f\u007f", "\\u0000\\u001f\u007f")]
    [InlineData("é 論 😀 <&>'+", "é 論 😀 <&>'+")]
    [InlineData("\u2028\u2029", "\u2028\u2029")]
    public void Text_is_escaped_as_JSON_stringify_does(string text, string expected) => Assert.Equal($"\"{expected}\"", Written(text));

    [Fact]
    public void Every_text_is_read_back_as_it_was() =>
        Gen.String.Where(text => new UTF8Encoding(false, false).GetByteCount(text) >= 0 && !HasLoneSurrogate(text))
            .Sample(text => JsonSerializer.Deserialize<string>(Written(text)) == text);

    [Fact]
    public void Half_a_character_is_found_and_a_whole_one_is_let_through()
    {
        Assert.Equal(1, First("a\ud83d"));
        Assert.Equal(1, First("a\ude00b"));
        Assert.Equal(-1, First("a😀b"));
        Assert.Equal(3, First("😀a\n"));
    }

    [Fact]
    public void What_does_not_fit_the_buffer_is_not_half_written()
    {
        Assert.Equal((false, 0), Scalar('\n', 1));
        Assert.Equal((true, 2), Scalar('\n', 2));
        Assert.Equal((false, 0), Scalar(0x1F600, 1));
        Assert.Equal((true, 2), Scalar(0x1F600, 2));
        Assert.Equal((true, 6), Scalar(0xD83D, 6));
    }

    private static unsafe (bool, int) Scalar(int scalar, int length)
    {
        var buffer = stackalloc char[8];
        return (ReferenceJsonEncoder.Instance.TryEncodeUnicodeScalar(scalar, buffer, length, out var written), written);
    }

    private static unsafe int First(string text)
    {
        fixed (char* start = text) { return ReferenceJsonEncoder.Instance.FindFirstCharacterToEncode(start, text.Length); }
    }

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    private static string Written(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ReferenceJsonEncoder.Compact)) { writer.WriteStringValue(text); }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
