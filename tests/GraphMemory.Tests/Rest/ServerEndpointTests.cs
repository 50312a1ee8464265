using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GraphMemory.Tests.Rest;

public sealed class ServerEndpointTests
{
    [Fact]
    public async Task The_server_tells_what_it_holds_knows_and_how_it_is_set_up()
    {
        await using var server = await RestServer.StartAsync("server.token=0123456789abcdef0123456789abcdef");
        await server.RememberAsync("one", "a");

        var stats = (await server.GetAsync("/stats?workspace=default")).Ok();
        var registry = (await server.GetAsync("/registry")).Ok();
        var config = await server.GetAsync("/config");
        var doctor = (await server.GetAsync("/doctor?thorough=true")).Ok();

        Assert.Equal((1, 1), (stats["entities"]!.GetValue<long>(), stats["observations"]!.GetValue<long>()));
        Assert.Contains(registry["items"]!.AsArray(), list => list!["items"]!.AsArray().Any(item => item!["name"]!.GetValue<string>() == "getRegistry"));
        Assert.Contains(config.Ok()["items"]!.AsArray(), setting => setting!["key"]!.GetValue<string>() == "server.token" && setting["value"]!.GetValue<string>() == "********");
        Assert.DoesNotContain("0123456789abcdef", config.Text, StringComparison.Ordinal);
        Assert.True(doctor["sound"]!.GetValue<bool>());
        Assert.Contains(doctor["items"]!.AsArray(), check => check!["name"]!.GetValue<string>() == "integrity");
    }

    [Fact]
    public async Task A_backup_is_written_into_the_data_folder_and_nowhere_else()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("one", "a");

        var dated = (await server.PostAsync("/backup", "{}")).Ok(HttpStatusCode.Created);
        var named = (await server.PostAsync("/backup", """{"name":"mine.db"}""")).Ok(HttpStatusCode.Created);
        var twice = await server.PostAsync("/backup", """{"name":"mine.db"}""");

        Assert.True(File.Exists(dated["path"]!.GetValue<string>()));
        Assert.Equal(Path.Combine(server.Memory.Folder.Path, "backups", "mine.db"), named["path"]!.GetValue<string>());
        twice.Problem(HttpStatusCode.ServiceUnavailable, "STORE_012");
        foreach (var bad in new[] { "../escape.db", "/tmp/escape.db", ".hidden", "" })
        {
            (await server.PostAsync("/backup", new JsonObject { ["name"] = bad }.ToJsonString())).Problem(HttpStatusCode.BadRequest, "REST_002");
        }
    }

    [Theory]
    [InlineData("bundle-ndjson")]
    [InlineData("bundle")]
    public async Task An_exported_workspace_comes_back_as_it_was_and_a_second_time_changes_nothing(string format)
    {
        await using var server = await RestServer.StartAsync();
        var old = await server.RememberAsync("one", "a");
        await server.PostAsync("/facts", $$"""{"observations":[{"text":"two","about":"a","supersedes":{{old}},"tags":["t"]}]}""");
        await server.PostAsync("/relations", """{"relations":[{"from":"a","to":"b","type":"uses"}]}""");

        var export = await server.GetAsync($"/export?format={format}&workspace=default");
        var first = (await ImportAsync(server, export.Bytes, "copy")).Ok();
        var again = (await ImportAsync(server, export.Bytes, "copy")).Ok();
        var dry = (await ImportAsync(server, export.Bytes, "third", "&dryRun=true")).Ok();
        var (original, copy) = ((await server.GetAsync("/facts?closed=true&workspace=default")).Text, (await server.GetAsync("/facts?closed=true&workspace=copy")).Text);

        Assert.Equal(HttpStatusCode.OK, export.Status);
        Assert.Equal(original, copy);
        Assert.Equal(format, first["format"]!.GetValue<string>());
        Assert.Equal((0L, first["read"]!.GetValue<long>()), (again["created"]!.GetValue<long>(), again["skipped"]!.GetValue<long>()));
        Assert.True(dry["created"]!.GetValue<long>() > 0);
        Assert.Null(server.Memory.Store.FindWorkspace("third"));
        Assert.Empty(Directory.GetDirectories(server.Memory.Folder.Path, ".graphmemory-*"));
    }

    [Fact]
    public async Task What_stands_today_goes_out_for_the_reference_server_and_back()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("one", "a");

        var export = await server.GetAsync("/export?format=reference-jsonl");
        var import = (await ImportAsync(server, export.Bytes, "copy")).Ok();

        Assert.Contains("\"name\":\"a\"", export.Text, StringComparison.Ordinal);
        Assert.Equal("reference-jsonl", import["format"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("cut", "IMPORT_002")]
    [InlineData("changed", "IMPORT_002")]
    [InlineData("headless", "IMPORT_001")]
    [InlineData("newer", "IMPORT_003")]
    public async Task A_bundle_that_is_not_whole_is_refused_and_leaves_nothing(string fault, string code)
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("one", "a");
        var lines = (await server.GetAsync("/export")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        switch (fault)
        {
            case "cut": lines.RemoveAt(lines.Count - 1); break;
            case "changed": lines = [.. lines.Select(line => line.Replace("one", "two", StringComparison.Ordinal))]; break;
            case "headless": lines.RemoveAt(0); break;
            default: lines[0] = lines[0].Replace("\"schema\":", "\"schema\":99", StringComparison.Ordinal); break;
        }

        var answer = await ImportAsync(server, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), "copy");

        Assert.Equal(code, JsonNode.Parse(answer.Text)!["code"]!.GetValue<string>());
        Assert.DoesNotContain(server.Memory.Folder.Path, answer.Text, StringComparison.Ordinal);
        Assert.Null(server.Memory.Store.FindWorkspace("copy"));
    }

    private static async Task<RestAnswer> ImportAsync(RestServer server, byte[] bytes, string workspace, string query = "")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await server.Client.PostAsync($"/api/v1/import?workspace={workspace}{query}", content, RestServer.Token);
        return new RestAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(RestServer.Token), new Dictionary<string, string> { ["Content-Type"] = response.Content.Headers.ContentType!.MediaType! });
    }
}
