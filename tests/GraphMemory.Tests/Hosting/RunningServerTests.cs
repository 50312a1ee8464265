using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Tests.Hosting;

public sealed class RunningServerTests : IDisposable
{
    private const int NoSuchProcess = int.MaxValue;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_answers_with_its_own_mark_is_found()
    {
        await using var server = await TestServer.StartAsync(routes => routes.MapGet("/health/live", context => context.Response.WriteAsync("mark-1")));
        Write(server.Url, Environment.ProcessId, "mark-1");

        var found = RunningServer.Find(new DataFolder(_folder.Path))!;

        Assert.Equal((server.Url, Environment.ProcessId), (found.Url, found.Pid));
    }

    [Fact]
    public async Task Another_program_on_the_port_is_not_mistaken_for_ours()
    {
        await using var server = await TestServer.StartAsync(routes => routes.MapGet("/health/live", context => context.Response.WriteAsync("mark-2")));
        Write(server.Url, Environment.ProcessId, "mark-1");

        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
    }

    [Fact]
    public async Task A_file_of_a_dead_process_or_a_closed_port_is_ignored()
    {
        var server = await TestServer.StartAsync(_ => { });
        var url = server.Url;
        await server.DisposeAsync();

        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
        Write(url, NoSuchProcess, "mark");
        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
        Write(url, Environment.ProcessId, "mark");
        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
        Write("no address", Environment.ProcessId, "mark");
        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
        _folder.File("server.json", "{ half");
        Assert.Null(RunningServer.Find(new DataFolder(_folder.Path)));
    }

    [Fact]
    public void A_stopping_server_removes_its_own_file_only()
    {
        var path = Path.Combine(_folder.Path, "server.json");
        var old = Write("http://127.0.0.1:1", 1, "old");
        var later = Write("http://127.0.0.1:1", 1, "later");

        old.Remove(path);
        Assert.True(File.Exists(path));
        later.Remove(path);
        Assert.False(File.Exists(path));
    }

    private InstanceFile Write(string url, int pid, string instance)
    {
        var file = new InstanceFile(url, pid, instance, DateTimeOffset.UnixEpoch, "token");
        file.Write(Path.Combine(_folder.Path, "server.json"));
        return file;
    }
}
