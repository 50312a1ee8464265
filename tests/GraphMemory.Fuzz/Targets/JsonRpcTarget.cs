using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Fuzz.Targets;

/// <summary>Lines to <c>graphmemory mcp</c>: whatever comes in, what goes out is one JSON-RPC 2.0 message a line, and the session ends with its input.</summary>
internal sealed class JsonRpcTarget : IFuzzTarget, IDisposable
{
    private const int RunsPerStore = 500;

    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"f","version":"1"}}}""";

    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private readonly Product _product = new("jsonrpc");
    private int _runs;

    public string Name => "jsonrpc";

    public ImmutableArray<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}""",
            """{"jsonrpc":"2.0","id":2,"method":"resources/list"}""",
            """{"jsonrpc":"2.0","id":2,"method":"resources/templates/list"}""",
            """{"jsonrpc":"2.0","id":2,"method":"prompts/list"}""",
            """{"jsonrpc":"2.0","id":2,"method":"ping"}""",
            """{"jsonrpc":"2.0","id":2,"method":"resources/read","params":{"uri":"memory://knowledge-graph"}}""",
            """{"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"memory://knowledge-graph"}}""",
            """{"jsonrpc":"2.0","id":2,"method":"prompts/get","params":{"name":"start_task","arguments":{"task":"x"}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"completion/complete","params":{"ref":{"type":"ref/resource","uri":"memory://entity/{name}"},"argument":{"name":"name","value":"a"}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"create_entities","arguments":{"entities":[{"name":"a","entityType":"t","observations":["o"]}]}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"create_relations","arguments":{"relations":[{"from":"a","to":"b","relationType":"r"}]}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"add_observations","arguments":{"observations":[{"entityName":"a","contents":["c"]}]}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"delete_entities","arguments":{"entityNames":["a"]}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"recall","arguments":{"query":"\"o\" a* -b","limit":3,"validAt":"2026-01-01"},"_meta":{"progressToken":7}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"context","arguments":{"task":"o","budgetTokens":100}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"remember","arguments":{"text":"o","about":"a","tags":["x"],"validFrom":"2026-01-01","confidence":0.5}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"timeline","arguments":{"entity":"a"}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"changes_since","arguments":{"cursor":0}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"graph_query","arguments":{"query":"MATCH (a:t)-[:r]->(b) WHERE a.name CONTAINS 'x' RETURN a.name, count(b) ORDER BY a.name LIMIT 5"}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"memory_create","arguments":{"content":"c","type":"semantic","tags":["t"],"metadata":{"k":"v"}}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"memory_search","arguments":{"query":"c","limit":2,"threshold":0}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""",
            """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}""",
            """[{"jsonrpc":"2.0","id":2,"method":"ping"}]""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public ImmutableArray<string> Words { get; } =
    [
        "jsonrpc", "method", "params", "arguments", "cursor", "_meta", "progressToken", "tools/call", "tools/list", "resources/read", "prompts/get", "completion/complete",
        "resources/unsubscribe", "subscriptions/listen", "logging/setLevel", "notifications/cancelled", "\n", "memory://entity/a", "memory://fact/1", "memory://recent", "budgetTokens",
        "idempotencyKey", "supersedes", "entityName", "contents", "relationType", "read_graph", "search_nodes", "open_nodes", "delete_relations", "delete_observations",
    ];

    public void Execute(byte[] input)
    {
        if (_runs++ % RunsPerStore == 0) { _product.Clear(); }
        using var stdin = new MemoryStream([.. Encoding.UTF8.GetBytes($"{Initialize}\n{Initialized}\n"), .. input, (byte)'\n']);
        using var stdout = new MemoryStream();
        _product.Run(stdin, Stream.Synchronized(stdout), "", "mcp", "--tools", "default");
        foreach (var line in Encoding.UTF8.GetString(stdout.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) { Check(line); }
    }

    public void Dispose() => _product.Dispose();

    private static void Check(string line)
    {
        try
        {
            using var message = JsonDocument.Parse(line);
            if (!message.RootElement.TryGetProperty("jsonrpc", out var version) || version.GetString() != "2.0") { throw new FindingException($"no JSON-RPC message: {line}"); }
            if (message.RootElement.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == -32603)
            {
                throw new FindingException($"an internal error: {error.GetProperty("message").GetString()}");
            }
        }
        catch (JsonException fault)
        {
            throw new FindingException($"a line that is not JSON: {line}", fault);
        }
    }
}
