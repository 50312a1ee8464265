using System.Text.Json.Nodes;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Plugins.Processes;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Plugins;

/// <summary>Real processes, well behaved and not.</summary>
public sealed class ProcessPluginTests : IDisposable
{
    private readonly ShellPlugin _shell = new();
    private int _texts;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_process_amends_and_refuses_what_is_written()
    {
        _shell.Declare("tagger", """case "$line" in *secret*) answer '{"refuse":"no secrets"}' ;; *) answer '{"items":[{"tags":["seen"],"metadata":{"by":"process"}}]}' ;; esac""");
        await EnableAsync("tagger");
        var fact = await RememberAsync("plain");
        Assert.Equal(("seen", "process"), (fact.Value.Tags.Single(), fact.Value.Metadata["by"]));
        Assert.Contains("no secrets", (await RememberAsync("my secret")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_and_permissions_are_told_at_the_greeting()
    {
        _shell.Declare("greeted", """answer '{"refuse":"'"$told"'"}'""", change: manifest =>
        {
            manifest["settings"] = new JsonArray(new JsonObject { ["name"] = "colour", ["default"] = "red", ["choices"] = new JsonArray("red", "blue") });
            manifest["permissions"] = new JsonArray("memory.read");
        });
        var script = Path.Combine(_shell.DataFolder, "plugins", "greeted.sh");
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script, Token)).Replace("*'\"method\":\"initialize\"'*)", "*'\"method\":\"initialize\"'*) told=$(printf %s \"$line\" | grep -o 'blue\\|memory.read' | tr '\\n' ' ');", StringComparison.Ordinal), Token);
        Rehash("greeted");
        await _shell.Memory.Plugins.ConfigureAsync("greeted", PluginRegistryTests.Settings(("colour", "blue")), "test");
        await EnableAsync("greeted");
        Assert.Contains("blue memory.read", (await RememberAsync("x")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exits", "echo 'disk on fire' >&2; exit 3", "ended with code 3: disk on fire")]
    [InlineData("dies", "kill -9 $$", "ended with code")]
    [InlineData("floods", """while :; do echo '{"jsonrpc":"2.0","method":"noise"}'; done""", "flooded its standard output")]
    [InlineData("complains", "while :; do echo 'oh no, everything is wrong, and it gets worse all the time, as anybody can see' >&2; done", "flooded its standard error")]
    [InlineData("shouts", "head -c 9000000 /dev/zero | tr '\\0' a; echo", "more than 4194304 bytes")]
    [InlineData("babbles", "echo 'this is no JSON'", "no JSON")]
    [InlineData("lists", "echo '[1,2,3]'", "no message")]
    public async Task A_process_that_misbehaves_is_ended_and_the_write_goes_on(string name, string onCall, string reason)
    {
        _shell.Declare(name, onCall);
        await EnableAsync(name);
        Assert.True((await RememberAsync("a text")).IsSuccess);
        var run = await AskAsync();
        Assert.Equal(HookResult.Failed, run.Result);
        Assert.Contains(reason, run.Reason!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""send '{"content":[{"type":"text","text":"I cannot"}],"isError":true}'""", "I cannot")]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-1,"message":"out of order"}}\n' "$id" """, "out of order")]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s}\n' "$id" """, "neither a result nor an error")]
    [InlineData("""answer '{"items":"many"}'""", "not understood")]
    [InlineData("""answer '{"items":[]}'""", "0 items to 1")]
    public async Task An_answer_that_is_wrong_is_a_failed_call_of_a_process_that_lives_on(string onCall, string reason)
    {
        _shell.Declare("wrong", onCall);
        await EnableAsync("wrong");
        var run = await AskAsync();
        Assert.Equal(HookResult.Failed, run.Result);
        Assert.Contains(reason, run.Reason!, StringComparison.Ordinal);
        Assert.Equal(HookResult.Failed, (await AskAsync()).Result);
    }

    [Fact]
    public async Task A_process_that_hangs_is_ended_with_its_children_and_started_again()
    {
        var pids = Path.Combine(Directory.CreateDirectory(Path.Combine(_shell.DataFolder, "plugins")).FullName, "pids");
        _shell.Declare("hangs", "sleep 1000 & echo $! >> pids; sleep 1000", change: manifest =>
        {
            ShellPlugin.Limit(manifest, 1_000);
            manifest["permissions"] = new JsonArray("filesystem");
        });
        await EnableAsync("hangs");
        Assert.Equal(HookResult.TimedOut, (await AskAsync()).Result);

        // A call that comes while the process is being ended fails with it.
        await WaitUntilAsync(async () => (await AskAsync()).Result == HookResult.TimedOut);
        var children = (await File.ReadAllLinesAsync(pids, Token)).Select(int.Parse).ToList();
        Assert.True(children.Distinct().Count() >= 2);
        foreach (var child in children) { await WaitUntilAsync(() => !IsAlive(child)); }
        Assert.True((await RememberAsync("goes on")).IsSuccess);
    }

    [Fact]
    public async Task A_process_that_keeps_crashing_waits_ever_longer_and_is_given_up_at_last()
    {
        _shell.Declare("loops", "exit 1", change: manifest => manifest["limits"] = new JsonObject { ["restarts"] = 1 });
        await EnableAsync("loops");
        await AskAsync();
        await WaitUntilAsync(async () =>
        {
            await AskAsync();
            return Plugin("loops").Status.State == PluginState.Failed;
        });
        Assert.Contains("ended 2 times in a row", Plugin("loops").Status.Reason!, StringComparison.Ordinal);
        Assert.Null(_shell.Memory.Commands.Participant);
        Assert.Contains(_shell.Memory.Plugins.Audit.Last("loops", 10), entry => entry.What == "failed");
    }

    [Fact]
    public async Task A_program_that_is_not_what_its_manifest_says_is_never_started()
    {
        var trace = Path.Combine(_shell.DataFolder, "trace");
        _shell.Declare("liar", "answer '{}'", onStart: $"touch {trace}", change: manifest =>
        {
            manifest["sha256"] = new string('0', 64);
            manifest["permissions"] = new JsonArray("filesystem");
        });
        var problem = (await _shell.Memory.Plugins.EnableAsync("liar", "test")).Problem!;
        Assert.Contains("is not what the manifest says", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(PluginState.Failed, Plugin("liar").Status.State);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task A_program_that_was_exchanged_under_our_feet_is_not_started_again()
    {
        _shell.Declare("swapped", "exit 1");
        await EnableAsync("swapped");
        await AskAsync();
        await File.AppendAllTextAsync(Path.Combine(_shell.DataFolder, "plugins", "swapped.sh"), "# changed", Token);
        await WaitUntilAsync(async () => (await AskAsync()).Reason?.Contains("is not what the manifest says", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_a_process_asks_for_is_answered_as_far_as_its_permissions_reach()
    {
        const string Ask = """
            printf '{"jsonrpc":"2.0","id":"mine","method":"tools/call","params":{"name":"%s","arguments":%s}}\n' "$tool" "$arguments"; asked=$id; read -r reply; id=$asked
            case "$reply" in *PLUGIN_005*) answer '{"refuse":"was refused"}' ;; *) answer '{"refuse":"was answered"}' ;; esac
            """;
        _shell.Declare("reads", "tool=open_nodes; arguments='{\"names\":[\"known\"]}'; case \"$line\" in *writing*) tool=remember; arguments='{\"text\":\"smuggled\"}' ;; esac\n" + Ask, change: manifest => manifest["permissions"] = new JsonArray("memory.read"));
        await EnableAsync("reads");
        Assert.Contains("was answered", (await RememberAsync("reading")).Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("was refused", (await RememberAsync("writing")).Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Plugin("reads").Metrics.Read().Refusals);
        Assert.Contains(_shell.Memory.Plugins.Audit.Last("reads", 10), entry => entry is { What: "refused", Detail: "it has no permission memory.write" });
        Assert.Equal(0, _shell.Memory.Queries.Overview(await WorkspaceAsync()).Counts.Observations);
    }

    [Fact]
    public async Task A_process_remembers_without_hearing_itself_where_it_may()
    {
        _shell.Declare("writes", """
            case "$line" in *go*) printf '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"remember","arguments":{"text":"from the plugin","about":"plugin"}}}\n'; asked=$id; read -r reply; id=$asked ;; esac
            answer '{}'
            """, change: manifest => manifest["permissions"] = new JsonArray("memory.write"));
        await EnableAsync("writes");
        Assert.True((await RememberAsync("go")).IsSuccess);
        Assert.Equal(2, _shell.Memory.Queries.Overview(await WorkspaceAsync()).Counts.Observations);
        Assert.Equal(1, Plugin("writes").Metrics.Read().Calls);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_refused_by_name()
    {
        _shell.Declare("curious", """
            printf '{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{}}\n'; asked=$id; read -r one; printf '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"purge"}}\n'; read -r two; printf '{"jsonrpc":"2.0","id":3,"method":"ping"}\n'; read -r three; id=$asked
            case "$one$two$three" in *-32601*-32601*'"result":{}'*) answer '{"refuse":"as expected"}' ;; *) answer '{}' ;; esac
            """);
        await EnableAsync("curious");
        Assert.Contains("as expected", (await RememberAsync("x")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_is_confined_to_what_its_permissions_name()
    {
        Assert.SkipUnless(HasLandlock(), "The kernel confines no files.");
        using var outside = new TestFolder();
        _shell.Declare("confined", $$"""
            said=""
            (echo x > {{outside.Path}}/file) 2>/dev/null && said="$said wrote"
            head -c 16 ../graphmemory.db >/dev/null 2>&1 && said="$said read"
            head -c 16 "$0" >/dev/null 2>&1 || said="$said blind"
            [ -z "$TESTING_SECRET$USER" ] || said="$said environment"
            [ "$(ulimit -n)" = 256 ] || said="$said files"
            answer '{"refuse":"did'"$said"'"}'
            """);
        await EnableAsync("confined");
        Assert.Contains("refuses this: did", (await RememberAsync("x")).Problem!.Detail, StringComparison.Ordinal);
        Assert.EndsWith("refuses this: did", (await RememberAsync("x")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_wants_more_memory_than_it_may_have_does_not_get_it()
    {
        _shell.Declare("greedy", "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done", change: manifest => manifest["limits"] = new JsonObject { ["memoryMb"] = 96 });
        await EnableAsync("greedy");
        Assert.Equal(HookResult.Failed, (await AskAsync()).Result);
        Assert.True((await RememberAsync("goes on")).IsSuccess);
    }

    [Fact]
    public async Task A_tool_that_the_manifest_speaks_of_must_be_there()
    {
        _shell.Declare("partial", "answer '{}'", change: manifest => manifest["hooks"]!.AsArray().Add(new JsonObject { ["hook"] = "after_relate" }));
        Assert.Contains("no tool after_relate", (await _shell.Memory.Plugins.EnableAsync("partial", "test")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_no_program_is_told_so()
    {
        _shell.Declare("plain", "answer '{}'");
        File.SetUnixFileMode(Path.Combine(_shell.DataFolder, "plugins", "plain.sh"), UnixFileMode.UserRead);
        Assert.Contains("cannot be started", (await _shell.Memory.Plugins.EnableAsync("plain", "test")).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Restarts_come_at_once_then_after_ever_longer_pauses_and_end()
    {
        var time = new FakeTimeProvider();
        var policy = new RestartPolicy(restartsMax: 9, time);
        var pauses = new List<double>();
        while (!policy.HasGivenUp)
        {
            policy.Ended();
            var pause = 0;
            for (; !policy.MayStart && !policy.HasGivenUp; pause++) { time.Advance(TimeSpan.FromSeconds(1)); }
            pauses.Add(pause);
        }

        Assert.Equal([0, 1, 2, 4, 8, 16, 32, 60, 60, 0], pauses);
        policy.Answered();
        Assert.True(policy.MayStart);
    }

    [Fact]
    public void A_bucket_lets_a_burst_through_and_then_its_rate()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(10, perSecond: 2, time);
        Assert.True(bucket.TryTake(10));
        Assert.False(bucket.TryTake(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(bucket.TryTake(1));
        Assert.False(bucket.TryTake(1));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RegisteredPlugin Plugin(string name) => _shell.Memory.Plugins.Registry.Get(name).Value;

    private async Task EnableAsync(string name)
    {
        var enabled = await _shell.Memory.Plugins.EnableAsync(name, "test");
        Assert.True(enabled.IsSuccess, enabled.Problem?.ToString() + string.Join(';', enabled.Problem?.Fields ?? []));
    }

    private Task<long> WorkspaceAsync() => _shell.Memory.WorkspaceToWriteAsync(Token).ContinueWith(opened => opened.Result.Value, TaskScheduler.Default);

    private async Task<Result<FactDraft>> RememberAsync(string text)
    {
        var workspace = await WorkspaceAsync();
        var recorded = await _shell.Memory.Commands.ExecuteAsync(workspace, new Remember([new NewObservation($"{text} {++_texts}", "thing", null, Circumstances.Default)]), Token);
        return recorded.Map(items => _shell.Memory.Queries.Fact(workspace, items[0].FactId).Value.Fact.Statement);
    }

    /// <summary>What comes of one call of the one plugin there is; a pass when it is not called any more.</summary>
    private async Task<HookOutcome> AskAsync()
    {
        var call = new HookCall("before_memory_create", "default") { Items = [new MemoryItem { Entity = "thing", Text = "a text" }] };
        var run = await _shell.Memory.Plugins.Hooks.RunAsync(PluginHooks.BeforeCreate, call, null, Token);
        return run.Outcomes.IsEmpty ? new HookOutcome("none", HookResult.Skipped, TimeSpan.Zero) : run.Outcomes[0];
    }

    private void Rehash(string name)
    {
        var path = Path.Combine(_shell.DataFolder, "plugins", $"{name}.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        manifest["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_shell.DataFolder, "plugins", $"{name}.sh"))));
        _shell.Write(name, manifest.ToJsonString());
    }

    private static bool HasLandlock() => OperatingSystem.IsLinux() && Landlock.IsThere;

    private static bool IsAlive(int id)
    {
        try { return File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }

    private static Task WaitUntilAsync(Func<bool> condition) => WaitUntilAsync(() => Task.FromResult(condition()));

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        // A condition of another process is looked at now and then; nobody tells us.
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition()) { await look.WaitForNextTickAsync(Token); }
    }
}
