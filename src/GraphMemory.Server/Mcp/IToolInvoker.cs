namespace GraphMemory.Server.Mcp;

/// <summary>Where tool calls go: to the store in this process, or to a server that has it open.</summary>
internal interface IToolInvoker
{
    Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken);

    /// <summary>The last position of a workspace's log; 0 when it does not exist. Cheap: it is asked several times a second.</summary>
    Task<long> HeadAsync(string workspace, CancellationToken cancellationToken);
}
