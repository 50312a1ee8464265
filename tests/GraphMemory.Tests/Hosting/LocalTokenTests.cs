using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Hosting;

public sealed class LocalTokenTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_once_and_belongs_to_its_owner()
    {
        var first = Open();
        var second = Open();

        Assert.Equal(64, first.Text.Length);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "token")));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Whoever_starts_at_the_same_time_gets_the_same_token()
    {
        var texts = new string[8];
        Parallel.For(0, texts.Length, i => texts[i] = Open().Text);

        Assert.Single(texts.Distinct());
    }

    [Fact]
    public void Only_the_exact_text_matches()
    {
        var token = Open();

        Assert.True(token.Matches(token.Text));
        Assert.False(token.Matches(token.Text.AsSpan(0, 63)));
        Assert.False(token.Matches(token.Text + " "));
        Assert.False(token.Matches(""));
    }

    [Fact]
    public void A_configured_token_needs_no_file()
    {
        var token = LocalToken.Open(new DataFolder(_folder.Path), new ServerOptions { Token = "configured" });

        Assert.True(token.Matches("configured"));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private LocalToken Open() => LocalToken.Open(new DataFolder(_folder.Path), new ServerOptions());
}
