using GraphMemory.Server.ImportExport;

namespace GraphMemory.Server.Mcp;

/// <summary>Tool calls on a workspace that a memory file mirrors: the file is looked at before each call and is up to date before the reply.</summary>
internal sealed class MirroredTools(ToolHost tools, MemoryFileMirror mirror) : IToolInvoker
{
    public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        await mirror.FollowFileAsync(cancellationToken);
        var reply = await tools.InvokeAsync(call, cancellationToken);
        if (!reply.IsError && tools.Writes(call)) { await mirror.FollowStoreAsync(cancellationToken); }
        return reply;
    }

    public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) => tools.HeadAsync(workspace, cancellationToken);
}
