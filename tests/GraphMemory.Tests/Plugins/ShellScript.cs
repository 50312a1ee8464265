namespace GraphMemory.Tests.Plugins;

/// <summary>A plugin as a shell script that speaks just enough MCP; both suites write it.</summary>
internal static class ShellScript
{
    /// <param name="onCall">Shell that answers a tool call; <c>$id</c> is the request's, <c>answer '...'</c> sends structured content.</param>
    /// <param name="onStart">Shell that runs before anything is read.</param>
    public static string Of(string name, IEnumerable<string> hooks, string onCall, string onStart)
    {
        var tools = string.Join(',', hooks.Select(hook => $$$"""{"name":"{{{hook}}}","inputSchema":{"type":"object"} }"""));
        return $$$"""
            #!/bin/sh
            {{{onStart}}}
            send() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }
            answer() { send '{"content":[],"structuredContent":'"$1"'}'; }
            while read -r line; do
              id=${line#*\"id\":}; id=${id%%,*}
              case "$line" in
                *'"method":"initialize"'*) send '{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"{{{name}}}","version":"1"} }' ;;
                *'"method":"tools/list"'*) send '{"tools":[{{{tools}}}]}' ;;
                *'"method":"tools/call"'*) {{{onCall}}} ;;
              esac
            done
            """.Replace("\r", "", StringComparison.Ordinal);
    }
}
