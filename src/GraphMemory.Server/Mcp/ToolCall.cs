using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>One call as it travels from the process that speaks to the client to the process that holds the store.</summary>
/// <param name="Client">Name the client gave itself; goes into the provenance of what it writes.</param>
/// <param name="Session">The conversation; facts of one session are neighbours in retrieval.</param>
/// <param name="Key">Makes a repeated call harmless; null when the caller cannot repeat it.</param>
/// <param name="IsAutomatic">Nobody named the workspace: while it does not exist, reading falls back on the default one.</param>
internal sealed record ToolCall(
    string Profile, string Tool, string Workspace, JsonElement Arguments, string? Client, string? Session, string? Key, bool IsAutomatic = false)
{
    /// <summary>The same for the same request, whatever process it passes through.</summary>
    public long RequestHash()
    {
        var hash = new XxHash64();
        foreach (var part in (ReadOnlySpan<string>)[Profile, Tool, Workspace, Arguments.GetRawText()])
        {
            hash.Append(Encoding.UTF8.GetBytes(part));
            hash.Append([(byte)0]);
        }

        return (long)hash.GetCurrentHashAsUInt64();
    }
}
