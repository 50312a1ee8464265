namespace GraphMemory.Tests.Setup;

/// <summary>The file that tells each client about servers, in the states in which people have it.</summary>
internal static class SetupFixtures
{
    public static readonly IReadOnlyDictionary<string, (string File, string Section)> Clients = new Dictionary<string, (string, string)>
    {
        ["claude-code"] = (".claude.json", "mcpServers"),
        ["cursor"] = (".cursor/mcp.json", "mcpServers"),
        ["vscode"] = (".config/Code/User/mcp.json", "servers"),
        ["windsurf"] = (".codeium/windsurf/mcp_config.json", "mcpServers"),
        ["zed"] = (".config/zed/settings.json", "context_servers"),
        ["codex"] = (".codex/config.toml", "mcp_servers"),
        ["claude-desktop"] = (".config/Claude/claude_desktop_config.json", "mcpServers"),
    };

    public static readonly string[] States =
        ["absent", "empty", "blank", "no entries", "comments", "other servers", "other servers on one line", "trailing commas", "CRLF", "tabs", "byte order mark", "no line end"];

    /// <summary>Null for no file.</summary>
    public static string? Text(string client, string state) => state == "absent" ? null : client == "codex" ? Toml(state) : Json(Clients[client].Section, state);

    public static string Broken(string client) => client == "codex" ? "model = \"o3\"\n[mcp_servers.other\ncommand = 1\n" : "{\n  \"theme\": \"dark\"\n  \"size\": 1\n}\n";

    public static string Older(string client) => client == "codex"
        ? "[mcp_servers.graphmemory]\ncommand = \"/old/graphmemory\"\nargs = [\"mcp\", \"--workspace\", \"mine\"]\nenv = { KEEP = \"1\" }\n"
        : $$"""
            {
              "{{Clients[client].Section}}": {
                "graphmemory": { "command": "/old/graphmemory", "args": ["mcp", "--workspace", "mine"], "env": { "KEEP": "1" } }
              }
            }

            """;

    private static string Json(string section, string state) => state switch
    {
        "empty" => "",
        "blank" => "\n\n",
        "no entries" => "{}\n",
        "comments" => $"// my settings\n{{\n  /* look */ \"theme\": \"dark\", // not light\n  \"{section}\": {{\n    // none yet\n  }},\n}}\n",
        "other servers" => $"{{\n  \"theme\": \"dark\",\n  \"{section}\": {{\n    \"other\": {{\n      \"command\": \"npx\",\n      \"args\": [\"-y\", \"x\"]\n    }}\n  }},\n  \"last\": 1\n}}\n",
        "other servers on one line" => $"{{\"{section}\":{{\"other\":{{\"command\":\"npx\"}}}},\"n\":1}}",
        "trailing commas" => $"{{\n    \"{section}\": {{\n        \"other\": {{ \"command\": \"npx\", }},\n    }},\n}}\n",
        "CRLF" => $"{{\r\n  \"{section}\": {{\r\n    \"other\": {{ \"command\": \"npx\" }}\r\n  }}\r\n}}\r\n",
        "tabs" => $"{{\n\t\"{section}\": {{\n\t\t\"other\": {{ \"command\": \"npx\" }}\n\t}}\n}}\n",
        "byte order mark" => "\uFEFF{\n  \"theme\": \"dark\"\n}\n",
        _ => "{\n  \"theme\": \"dark\"\n}",
    };

    private static string Toml(string state) => state switch
    {
        "empty" => "",
        "blank" => "\n\n",
        "no entries" => "model = \"o3\"\n",
        "comments" => "# my settings\nmodel = \"o3\" # the big one\n\n# servers\n[mcp_servers.other] # theirs\ncommand = \"npx\"\n# the end\n",
        "other servers" => "[mcp_servers.other]\ncommand = \"npx\"\nargs = [\"-y\", \"x\"]\n\n[mcp_servers.other.env]\nA = \"1\"\n\n[tui]\ntheme = 'dark'\n",
        "other servers on one line" => "tui = { theme = 'dark' }\n[mcp_servers]\nother = { command = 'npx' }\n",
        "trailing commas" => "list = [\n  1,\n  2,\n]\n",
        "CRLF" => "model = \"o3\"\r\n\r\n[mcp_servers.other]\r\ncommand = \"npx\"\r\n",
        "tabs" => "[mcp_servers.other]\n\tcommand = \"npx\"\n",
        "byte order mark" => "\uFEFFmodel = \"o3\"\n",
        _ => "model = \"o3\"",
    };
}
