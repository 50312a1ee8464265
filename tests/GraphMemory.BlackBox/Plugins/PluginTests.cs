using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Rest;
using GraphMemory.BlackBox.Support;
using GraphMemory.Tests.Plugins;

namespace GraphMemory.BlackBox.Plugins;

/// <summary>Plugins that are processes, as a server meets them.</summary>
public sealed class PluginTests
{
    private const string Beg = """
        printf '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"remember","arguments":{"text":"smuggled"}}}\n'; asked=$id; read -r reply; id=$asked; answer '{}'
        """;

    private static readonly string[] Patient = ["--set", "plugins.start_timeout_seconds=60"];

    [Fact]
    public async Task Whatever_plugins_do_the_server_answers_as_if_they_were_not_there_and_says_what_they_did()
    {
        using var folder = new DataFolder();
        Declare(folder, "hangs", "sleep 1000", limitMs: 300);
        Declare(folder, "crashes", "echo 'out of memory' >&2; exit 9");
        Declare(folder, "floods", """while :; do echo '{"jsonrpc":"2.0","method":"noise"}'; done""");
        Declare(folder, "complains", "while :; do echo 'everything is wrong, and it gets worse all the time, as anybody can see' >&2; done");
        Declare(folder, "shouts", "head -c 9000000 /dev/zero | tr '\\0' a; echo");
        Declare(folder, "babbles", "echo 'no JSON at all'");
        Declare(folder, "begs", Beg);
        Declare(folder, "lies", "answer '{}'", change: manifest => manifest["sha256"] = new string('a', 64));
        Declare(folder, "claims", "answer '{}'", change: manifest => manifest["permissions"] = new JsonArray("everything"));
        Want(folder, "hangs", "crashes", "floods", "complains", "shouts", "babbles", "begs", "lies", "claims");

        using var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default", .. Patient]);
        using var http = server.Client();
        for (var i = 0; i < 3; i++)
        {
            await RestTests.SendAsync(http, HttpMethod.Post, "/api/v1/facts", HttpStatusCode.Created, $$"""{"observations":[{"text":"the gearbox number {{i}} is oiled","about":"gearbox"}]}""");
            Assert.True((await http.GetAsync("/health/live")).IsSuccessStatusCode);
        }

        var found = await RestTests.GetAsync(http, "/api/v1/recall?query=gearbox");
        Assert.Equal(3, found["items"]!.AsArray().Count);
        var plugins = (await RestTests.GetAsync(http, "/api/v1/plugins"))["items"]!.AsArray().ToDictionary(plugin => plugin!["name"]!.GetValue<string>(), plugin => plugin!);
        Assert.Contains("is not what the manifest says", plugins["lies"]["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("\"everything\" is no permission", plugins["claims"]["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All((string[])["crashes", "floods", "complains", "shouts", "babbles"], name => Assert.True(plugins[name]["health"]!["failures"]!.GetValue<int>() > 0, plugins[name].ToJsonString()));
        Assert.True(plugins["hangs"]["health"]!["timeOuts"]!.GetValue<int>() > 0);
        Assert.Equal(3, plugins["begs"]["health"]!["refusals"]!.GetValue<int>());
        Assert.Equal(3, (await RestTests.GetAsync(http, "/api/v1/stats"))["observations"]!.GetValue<int>());
        Assert.Contains("lies", (await RestTests.GetAsync(http, "/api/v1/doctor"))["items"]!.AsArray().Single(check => check!["name"]!.GetValue<string>() == "plugins")!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_killed_takes_the_processes_of_its_plugins_along()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux ends a process with its parent.");
        using var folder = new DataFolder();
        Declare(folder, "stays", "answer '{}'", hook: "server_start", onStart: "echo $$ > pid.part && mv pid.part pid", change: manifest => manifest["permissions"] = new JsonArray("filesystem"));
        Want(folder, "stays");
        using var server = await ServerProcess.StartAsync(folder.Path, Patient);
        await WaitUntilAsync(async () => (await PluginAsync(server, "stays"))["health"]!["calls"]!.GetValue<int>() > 0);
        var pid = int.Parse((await File.ReadAllTextAsync(folder.Combine("plugins/pid"))).Trim(), CultureInfo.InvariantCulture);
        Assert.True(IsAlive(pid));
        await server.Process.KillAsync();
        await WaitUntilAsync(() => Task.FromResult(!IsAlive(pid)));
    }

    [Fact]
    public async Task Pages_come_in_and_long_ones_get_a_summary()
    {
        using var folder = new DataFolder();
        var page = folder.Combine("page.html");
        var text = string.Concat(Enumerable.Range(0, 20).Select(at => $"The pump number {at} moves water to the tank on the roof. "));
        await File.WriteAllTextAsync(page, $"<title>Water &amp; works</title><meta name=keywords content=\"pump,water\"><script>no</script><p>{text}<p>See <a href=\"tank.html\">the tank</a>.");
        foreach (var name in (string[])["page-importer", "summariser"])
        {
            (await CommandLine.RunAsync(["plugins", "enable", name, "--data", folder.Path, .. Patient])).Succeeded();
        }

        var imported = (await CommandLine.RunAsync(["import", page, "--from", "page-importer", "--json", "--data", folder.Path, "--workspace", "default", .. Patient])).Succeeded();
        Assert.Equal(0, imported.Json["rejected"]!.GetValue<int>());
        var facts = (await CommandLine.RunAsync("timeline", "Water & works", "--json", "--data", folder.Path, "--workspace", "default")).Succeeded().Output;
        Assert.Contains("\"summary\"", facts, StringComparison.Ordinal);
        Assert.Contains("tank.html", facts, StringComparison.Ordinal);
        Assert.Contains("\"pump\"", facts, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> PluginAsync(ServerProcess server, string name)
    {
        using var http = server.Client();
        return await RestTests.GetAsync(http, $"/api/v1/plugins/{name}");
    }

    private static void Declare(
        DataFolder folder, string name, string onCall, int limitMs = 30_000, string hook = "before_memory_create", string onStart = "", Action<JsonObject>? change = null)
    {
        var plugins = Directory.CreateDirectory(folder.Combine("plugins")).FullName;
        var script = Path.Combine(plugins, $"{name}.sh");
        File.WriteAllText(script, ShellScript.Of(name, [hook], onCall, onStart));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var manifest = new JsonObject
        {
            ["name"] = name, ["kind"] = "transform", ["command"] = $"{name}.sh", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(script))),
            ["hooks"] = new JsonArray(new JsonObject { ["hook"] = hook, ["limitMs"] = limitMs }),
        };
        change?.Invoke(manifest);
        Private(Path.Combine(plugins, $"{name}.json"), manifest.ToJsonString());
    }

    private static void Want(DataFolder folder, params string[] names) => Private(folder.Combine("plugins.json"), new JsonObject
    {
        ["plugins"] = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["enabled"] = true }))),
    }.ToJsonString());

    private static void Private(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static bool IsAlive(int pid)
    {
        try { return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(GraphMemoryProcess.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition()) { await look.WaitForNextTickAsync(bound.Token); }
    }
}
