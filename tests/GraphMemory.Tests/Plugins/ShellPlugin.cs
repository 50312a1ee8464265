using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Tests.Plugins;

/// <summary>A memory with plugins that are shell scripts: each speaks the protocol in a few lines, and misbehaves where the test says so.</summary>
internal sealed class ShellPlugin : IDisposable
{
    private readonly TestFolder _folder = new();
    private MemoryHost? _memory;

    public string DataFolder => _folder.Path;

    public PluginsOptions Options { get; init; } = new() { StartTimeoutSeconds = 60, FailuresMax = 1_000 };

    /// <summary>Opened when everything is declared.</summary>
    public MemoryHost Memory => _memory ??= MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = _folder.Path }, Plugins = Options }, TimeProvider.System).Value;

    /// <summary>Declares a plugin.</summary>
    /// <param name="onCall">Shell that answers a tool call; <c>$id</c> is the request's, <c>answer '...'</c> sends structured content.</param>
    public void Declare(string name, string onCall, string[]? hooks = null, Action<JsonObject>? change = null, string onStart = "")
    {
        hooks ??= ["before_memory_create"];
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "plugins")).FullName;
        var script = Path.Combine(folder, $"{name}.sh");
        File.WriteAllText(script, ShellScript.Of(name, hooks, onCall, onStart));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var manifest = new JsonObject
        {
            ["name"] = name, ["kind"] = "transform", ["command"] = $"{name}.sh", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(script))),
            ["hooks"] = new JsonArray([.. hooks.Select(hook => new JsonObject { ["hook"] = hook, ["limitMs"] = 30_000 })]),
        };
        change?.Invoke(manifest);
        Write(name, manifest.ToJsonString());
    }

    public void Write(string name, string manifest)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "plugins")).FullName, $"{name}.json");
        File.WriteAllText(path, manifest);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public static void Limit(JsonObject manifest, int ms) => manifest["hooks"]!.AsArray().ToList().ForEach(hook => hook!["limitMs"] = ms);

    public void Dispose()
    {
        _memory?.Dispose();
        _folder.Dispose();
    }
}
