using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GraphMemory.Server.Plugins.Pages;

namespace GraphMemory.Tests.Plugins;

public sealed class PageTests
{
    private const string Html = """
        <!DOCTYPE html><html><head><title>Storage &amp; logs</title><meta name="keywords" content="storage, logs ,"><meta property="article:tag" content="wal">
        <meta name="description" content="How the store works"><link rel="canonical" href="https://example.org/storage"><script>var evil = "<p>no</p>";</script></head>
        <body><nav><a href="/home">Home</a></nav><h1>Storage</h1>Loose words.<p>The store <b>appends</b>
        to the <a href="log.html#top">log</a>.</p><h2>Crash</h2><div><ul><li>read the log</li><li>apply <a href="https://example.org/x">it</a></li></ul></div>
        <pre>a
          b</pre><table><tr><th>k</th><td>v</td></tr></table><a href="mailto:a@b">mail</a><p>5 &lt; 6 &eacute;</body></html>
        """;

    private const string Markdown = """
        ---
        title: Release notes
        tags: [release, planning]
        url: https://example.org/notes
        ---
        Before it all. #hot

        # The release
        First paragraph
        of two lines with a [link](other.md "Other") and [[Wiki Page|shown]].

        ## Steps
        - one
        - two <https://example.org/auto>

        ```sh
        # not a heading

        make all
        ```
        ![picture](picture.png)
        """;

    [Fact]
    public void Html_is_read_as_browsers_read_it()
    {
        var page = Page.Read("a/storage.html", Html);
        Assert.Equal(("Storage & logs", "https://example.org/storage", "How the store works"), (page.Title, page.Url, page.Description));
        Assert.Equal(["storage", "logs", "wal"], page.Tags);
        Assert.Equal(["log.html", "https://example.org/x"], page.Links);
        Assert.Equal(
            [new Passage("Storage", "Loose words.\nThe store appends to the log."), new Passage("Crash", "- read the log\n- apply it\na\n  b\nk | v\nmail\n5 < 6 é")],
            page.Passages.Select(passage => passage with { Text = passage.Text.Replace("a\n          b", "a\n  b", StringComparison.Ordinal) }));
    }

    [Fact]
    public void Markdown_is_read_with_its_head_and_its_code_untouched()
    {
        var page = Page.Read("notes.md", Markdown);
        Assert.Equal(("Release notes", "https://example.org/notes"), (page.Title, page.Url));
        Assert.Equal(["release", "planning", "hot"], page.Tags);
        Assert.Equal(["other.md", "Wiki Page", "https://example.org/auto"], page.Links.Order(StringComparer.Ordinal).OrderBy(link => page.Links.IndexOf(link)));
        Assert.Equal([null, "The release", "Steps"], page.Passages.Select(passage => passage.Heading));
        Assert.Contains("# not a heading\n\nmake all", page.Passages[2].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain.md", "just words here", "plain")]
    [InlineData("x.md", "# Named\ntext", "Named")]
    [InlineData("page.html", "<h1>Headline</h1><p>text</p>", "Headline")]
    [InlineData("page.txt", "<!doctype html><title>Found out</title><p>text</p>", "Found out")]
    [InlineData("empty.md", "", "empty")]
    public void A_page_without_a_title_is_named_by_what_it_has(string name, string text, string title) => Assert.Equal(title, Page.Read(name, text).Title);

    [Fact]
    public void Whatever_the_bytes_a_page_comes_of_them() => Gen.Select(Gen.Byte.Array[0, 200], Gen.OneOf("x.md", "x.html")).Sample((bytes, name) =>
    {
        var page = Page.Read(name, PageText.Of(bytes));
        Assert.NotEmpty(page.Title);
        Assert.All(page.Passages, passage => Assert.NotEmpty(passage.Text));
    });

    [Fact]
    public void The_encoding_is_found_out()
    {
        const string Text = "naïve café";
        Assert.All((Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode], encoding => Assert.Equal(Text, PageText.Of([.. encoding.Preamble, .. encoding.GetBytes(Text)])));
        Assert.Equal(Text, PageText.Of(Encoding.UTF8.GetBytes(Text)));
        Assert.Equal(Text, PageText.Of(Encoding.Latin1.GetBytes(Text)));
    }

    [Fact]
    public void Long_pages_come_in_passages_that_are_good_to_find()
    {
        var page = Page.Read("long.md", string.Join("\n\n", Enumerable.Range(0, 50).Select(at => $"Paragraph {at} " + new string('x', 90))));
        Assert.InRange(page.Passages.Length, 5, 10);
        Assert.Equal(50, page.Passages.Sum(passage => passage.Text.Split('\n').Length));
    }

    [Fact]
    public async Task The_process_speaks_the_protocol()
    {
        string[] asked =
        [
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""", """{"jsonrpc":"2.0","method":"notifications/initialized"}""", """{"jsonrpc":"2.0","id":"two","method":"tools/list"}""",
            """{"jsonrpc":"2.0","id":3,"method":"ping"}""", """{"jsonrpc":"2.0","id":4,"method":"prompts/list"}""", """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"import_document"}}""",
            """{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"import_document","arguments":{"workspace":"","items":[]}}}""",
            """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"import_document","arguments":{"workspace":"","items":[],"document":{"name":"n.md","blob":"BLOB"}}}}"""
                .Replace("BLOB", Convert.ToBase64String(Encoding.UTF8.GetBytes(Markdown)), StringComparison.Ordinal),
        ];
        using var output = new MemoryStream();
        await PageImporter.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', asked) + "\n")), output, TestContext.Current.CancellationToken);
        var answers = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["1", "\"two\"", "3", "4", "5", "6", "7"], answers.Select(answer => answer["id"]!.ToJsonString()));
        Assert.Equal("import_document", answers[1]["result"]!["tools"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(["-32601", "-32602", "-32602"], answers[3..6].Select(answer => answer["error"]!["code"]!.ToJsonString()));
        var items = answers[6]["result"]!["structuredContent"]!["items"]!.AsArray();
        Assert.Equal("page", items[0]!["entityType"]!.GetValue<string>());
        Assert.Equal("n.md", items[1]!["metadata"]!["source"]!.GetValue<string>());
        Assert.Equal("links_to", items[^1]!["relation"]!.GetValue<string>());
    }
}
