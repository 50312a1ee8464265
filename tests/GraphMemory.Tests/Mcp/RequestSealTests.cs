using System.Text;
using CsCheck;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Elicitation;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;

namespace GraphMemory.Tests.Mcp;

public sealed class RequestSealTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void What_was_sealed_comes_back_and_nothing_else_does() => Gen.Select(Gen.Byte.Array[0, 64], Gen.Int[0, 200], Gen.Int[1, 255]).Sample((content, at, change) =>
    {
        var seal = RequestSeal.For("secret", _time);
        var text = seal.Close(content);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text);
        bytes[at % bytes.Length] ^= (byte)change;

        Assert.Equal(content, RequestSeal.For("secret", _time).Open(text));
        Assert.Null(seal.Open(System.Buffers.Text.Base64Url.EncodeToString(bytes)));
        Assert.Null(RequestSeal.For("another secret", _time).Open(text));
    }, iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("not base64!")]
    public void What_is_no_seal_is_not_opened(string text) => Assert.Null(RequestSeal.For("secret", _time).Open(text));

    [Fact]
    public void A_question_that_is_too_old_is_not_answered_any_more()
    {
        var seal = RequestSeal.For("secret", _time);
        var text = seal.Close("x"u8);
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("x", Encoding.UTF8.GetString(seal.Open(text)!));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(seal.Open(text));
    }

    [Fact]
    public void A_cursor_is_taken_back_and_an_invented_one_is_refused()
    {
        Assert.Equal(0, PageCursor.PositionOf(null));
        Gen.Long[0, long.MaxValue].Sample(position => Assert.Equal(position, PageCursor.PositionOf(PageCursor.After(position))));
        foreach (var text in (string[])["", "x", "YWZ0ZXI6LTE", "YWZ0ZXI6MSAx"])
        {
            Assert.Equal(McpErrorCode.InvalidParams, Assert.Throws<McpProtocolException>(() => PageCursor.PositionOf(text)).ErrorCode);
        }
    }

    [Fact]
    public void The_pages_of_a_list_are_the_list() => Gen.Int[0, 350].Sample(count =>
    {
        var (items, cursor) = (new List<int>(), (string?)null);
        do
        {
            (var page, cursor) = PageCursor.Slice([.. Enumerable.Range(0, count)], cursor);
            Assert.True(page.Count <= PageCursor.PageSize);
            items.AddRange(page);
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, count), items);
    });
}
