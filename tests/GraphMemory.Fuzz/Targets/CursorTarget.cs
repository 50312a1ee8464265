using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Fuzz.Targets;

/// <summary>Cursors are opaque to clients and checked by the server: one that it did not give is refused as such, at every list there is.</summary>
internal sealed class CursorTarget : IFuzzTarget, IDisposable
{
    private static readonly string[] Lists = ["facts?limit=1", "entities?limit=1", "relations?limit=1"];

    private readonly Product _product = new("cursors");
    private readonly Lazy<(HttpClient Http, ImmutableArray<byte[]> Given)> _server;

    public CursorTarget() => _server = new(Start);

    public string Name => "cursors";

    public ImmutableArray<byte[]> Seeds => _server.Value.Given;

    public ImmutableArray<string> Words { get; } = ["=", "-", "_", "AAAA", "%00", "."];

    public void Execute(byte[] input)
    {
        var cursor = Uri.EscapeDataString(Encoding.UTF8.GetString(input));
        if (cursor.Length is 0 or > 4_000) { return; }
        foreach (var list in Lists)
        {
            using var answer = _server.Value.Http.GetAsync(new Uri($"/api/v1/{list}&cursor={cursor}", UriKind.Relative)).GetAwaiter().GetResult();
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest)) { throw new FindingException($"status {(int)answer.StatusCode} for a cursor of {list}"); }
            var isGiven = Seeds.Any(given => given.AsSpan().SequenceEqual(input));
            if (answer.StatusCode == HttpStatusCode.OK && !isGiven) { throw new FindingException($"a forged cursor is taken at {list}"); }
        }
    }

    public void Dispose()
    {
        if (_server.IsValueCreated) { _server.Value.Http.Dispose(); }
        _product.Dispose();
    }

    private (HttpClient Http, ImmutableArray<byte[]> Given) Start()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            _product.Run("remember", name, "--about", name, "--workspace", "default");
            _product.Run("link", name, "to", $"{name}{name}", "--workspace", "default");
        }

        var http = new HttpClient { BaseAddress = _product.Serve("logging.level=none", "data.workspace=default").Address };
        return (http, [.. Lists.Select(list => Next(http, list))]);
    }

    private static byte[] Next(HttpClient http, string list)
    {
        using var page = JsonDocument.Parse(http.GetStringAsync(new Uri($"/api/v1/{list}", UriKind.Relative)).GetAwaiter().GetResult());
        return Encoding.UTF8.GetBytes(page.RootElement.GetProperty("nextCursor").GetString()!);
    }
}
