using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Fuzz.Targets;

/// <summary>
/// A client's configuration file, whatever is in it: setup takes it or refuses it with words and changes nothing; what it took, setup
/// --remove brings back to the last byte.
/// </summary>
/// <param name="file">Below the user's home.</param>
internal sealed class SetupTarget(string client, string file, ImmutableArray<string> seeds, ImmutableArray<string> words) : IFuzzTarget, IDisposable
{
    private readonly Product _product = new($"setup-{client}");

    public string Name => $"setup-{client}";

    public ImmutableArray<byte[]> Seeds { get; } = [.. seeds.Select(Encoding.UTF8.GetBytes)];

    public ImmutableArray<string> Words => words;

    public static SetupTarget Json() => new(
        "cursor", ".cursor/mcp.json",
        [
            "{}", "{\n  // mine\n  \"mcpServers\": {\n    \"other\": { \"command\": \"x\", \"args\": [\"y\"], },\n  },\n}\n", "{\"mcpServers\":{}}", "{\"a\":[1,{\"b\":null}],\"mcpServers\":{\"o\":{}}}",
            "\uFEFF{\r\n\t\"mcpServers\": {\r\n\t}\r\n}\r\n", "",
        ],
        ["mcpServers", "\"mcpServers\": {", "//", "/*", "*/", ",", "\r\n", "\t", "\uFEFF", "\\\"", "\"command\""]);

    public static SetupTarget Toml() => new(
        "codex", ".codex/config.toml",
        [
            "model = \"m\"\n", "# mine\n[mcp_servers.other]\ncommand = \"x\"\nargs = [\"y\", 'z']\n\n[tools]\nweb = true\n", "[mcp_servers]\nother = { command = \"x\" }\n",
            "a = \"\"\"\n[not.a.table]\n\"\"\"\n[[list]]\nb = 1\n", "",
        ],
        ["[mcp_servers]", "[mcp_servers.other]", "mcp_servers.o.command = \"x\"", "\"\"\"", "'''", "[[", "]]", "#", "\r\n", "= {", "}", "\\u0041", "\"mcp_servers\""]);

    public void Execute(byte[] input)
    {
        _product.Clear();
        var path = Path.Combine(_product.PathOf("home"), file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input);
        var set = _product.Run("setup", client, "--json");
        if (set.ExitCode != 0)
        {
            if (set.Error.Length == 0) { throw new FindingException("refused without a word"); }
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(input)) { throw new FindingException("refused, but changed the file"); }
            return;
        }

        var removed = _product.Run("setup", client, "--remove", "--json");
        if (removed.ExitCode != 0) { throw new FindingException($"what was set up cannot be removed: {removed.Error}"); }
        // An entry under our own name that was there before goes too; that is said to be so.
        var isOurs = input.AsSpan().IndexOf("graphmemory"u8) >= 0;
        if (!isOurs && !(File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(input))) { throw new FindingException("remove did not bring the file back"); }
    }

    public void Dispose() => _product.Dispose();
}
