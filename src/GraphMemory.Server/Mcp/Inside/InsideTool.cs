using System.Text.Json;

namespace GraphMemory.Server.Mcp.Inside;

/// <summary>
/// A question of the process that speaks to a client to the process that holds the store. It travels like a tool call, but no client can
/// list or call it.
/// </summary>
internal sealed class InsideTool(string name, Func<ToolArguments, McpCallContext, ToolReply> answer) : IMcpTool
{
    private const string AnyObject = """{"type":"object"}""";

    public string Name => name;

    public ToolDescription Description { get; } = new(name, "For graphmemory's own processes.", AnyObject, AnyObject, ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var reply = answer(read, context);
        return ValueTask.FromResult(read.Problem(name) is { } problem ? ToolReply.Failure(problem) : reply);
    }
}
