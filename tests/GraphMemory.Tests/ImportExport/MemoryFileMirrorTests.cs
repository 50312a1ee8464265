using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.ImportExport;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport;

public sealed class MemoryFileMirrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteGraphStore _store;
    private readonly GraphCommands _commands;
    private readonly GraphQueries _queries;
    private readonly StringWriter _errors = new();
    private readonly long _workspace;
    private readonly string _file;

    public MemoryFileMirrorTests()
    {
        _store = _folder.Open();
        _commands = new GraphCommands(_store, new GraphLimits());
        _queries = new GraphQueries(_store);
        _workspace = _store.OpenWorkspaceAsync("w", Token).GetAwaiter().GetResult().Value.Id;
        _file = _folder.PathOf("sub/memory.jsonl");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_file_follows_the_store_and_looking_alone_creates_none()
    {
        using var mirror = Mirror();
        await mirror.FollowFileAsync(Token);
        Assert.False(File.Exists(_file));
        await CreateAsync("A", "one");
        await mirror.FollowStoreAsync(Token);

        Assert.Equal(Line("A", "one"), Read());
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public async Task An_edit_by_hand_wins_and_what_stands_in_both_keeps_its_id()
    {
        using var mirror = Mirror();
        await CreateAsync("A", "one", "two");
        await CreateAsync("B");
        await CreateAsync("C", "c");
        await _commands.ExecuteAsync(_workspace, new CreateRelations([new RelationKey("A", "B", "r"), new RelationKey("A", "X", "r")], Circumstances.Default), Token);
        await mirror.FollowStoreAsync(Token);
        var before = _queries.Timeline(_workspace, "A", 10).Value[0].Fact.Id;
        Edit(Line("A", "one", "three", "three"), Line("C", "c").Replace("\"t\"", "\"other\"", StringComparison.Ordinal), Line("D"), Line("D", "late"), Relation("A", "X"), Relation("D", "A"));
        await mirror.FollowFileAsync(Token);

        var graph = _queries.ReadGraph(_workspace);
        Assert.Equal(["A: one, three", "C: c", "D: late"], graph.Entities.Select(entity => $"{entity.Name}: {string.Join(", ", entity.Observations)}"));
        Assert.Equal(["A-X", "D-A"], graph.Relations.Select(relation => $"{relation.From}-{relation.To}"));
        Assert.Equal(before, _queries.Timeline(_workspace, "A", 10).Value[0].Fact.Id);
        Assert.Contains("closed (history is kept)", _errors.ToString(), StringComparison.Ordinal);
        await mirror.FollowStoreAsync(Token);
        Assert.Equal([Line("A", "one", "three"), Line("C", "c").Replace("\"t\"", "\"other\"", StringComparison.Ordinal), Line("D", "late"), Relation("A", "X"), Relation("D", "A")], (await File.ReadAllTextAsync(_file, Token)).Split('\n'));
    }

    [Fact]
    public async Task A_store_that_is_ahead_of_the_file_after_a_crash_is_not_taken_for_an_edit()
    {
        using (var mirror = Mirror())
        {
            await CreateAsync("A");
            await mirror.FollowStoreAsync(Token);
        }

        await CreateAsync("B");
        using var restarted = Mirror();
        await restarted.FollowFileAsync(Token);

        Assert.Equal([Line("A"), Line("B")], Read().Split('\n'));
    }

    [Fact]
    public async Task A_crash_before_the_first_mirror_loses_nothing()
    {
        await CreateAsync("A");
        using var mirror = Mirror();
        await mirror.FollowFileAsync(Token);

        Assert.Equal(Line("A"), Read());
    }

    [Fact]
    public async Task A_file_that_was_deleted_empties_the_memory_and_its_history_stays()
    {
        using var mirror = Mirror();
        await CreateAsync("A", "one");
        await mirror.FollowStoreAsync(Token);
        File.Delete(_file);
        await mirror.FollowFileAsync(Token);

        Assert.Empty(_queries.ReadGraph(_workspace).Entities);
        Assert.Equal("one", _queries.Timeline(_workspace, "A", 10).Value[0].Fact.Statement.Text);
    }

    [Fact]
    public async Task Two_processes_on_one_file_lose_nothing()
    {
        using var otherStore = _folder.Open();
        using var mirror = Mirror();
        using var other = Mirror(otherStore);
        var otherCommands = new GraphCommands(otherStore, new GraphLimits());
        await Task.WhenAll(
            Task.Run(() => WriteAsync(mirror, _commands, "left")),
            Task.Run(() => WriteAsync(other, otherCommands, "right")));

        Assert.Equal(40, Read().Split('\n').Length);
        Assert.Equal(40, _queries.ReadGraph(_workspace).Entities.Length);
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public async Task Lines_that_were_healed_or_rejected_are_told_and_many_of_them_in_short()
    {
        Edit([Line("A") + Line("B"), .. Enumerable.Range(0, 30).Select(i => $"broken {i}")]);
        using var mirror = Mirror();
        await mirror.FollowFileAsync(Token);

        Assert.Contains("line 1: several objects on one line were taken apart", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("11 more such lines", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(30, (await File.ReadAllLinesAsync(_file + ".rejects.jsonl", Token)).Length);
    }

    [Fact]
    public async Task A_file_that_breaks_a_bound_is_refused_and_the_memory_stays_as_it_is()
    {
        using var mirror = Mirror();
        await CreateAsync("A");
        await mirror.FollowStoreAsync(Token);
        Edit(Line(new string('n', 5_000)));
        await mirror.FollowFileAsync(Token);

        Assert.Contains("was not taken over", _errors.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_file + ".refused"));
        Assert.Equal("A", Assert.Single(_queries.ReadGraph(_workspace).Entities).Name);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_and_the_memory_is_safe()
    {
        using var mirror = new MemoryFileMirror(
            "/proc/graphmemory/memory.jsonl", _folder.PathOf("state"), _workspace, _store, _commands, _queries, new MemoryFileReport(_errors), TimeSpan.Zero, TimeProvider.System);
        await CreateAsync("A");
        await mirror.FollowStoreAsync(Token);

        Assert.Contains("the memory itself is safe", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_costs_one_reading_of_the_file()
    {
        using (var mirror = Mirror())
        {
            await CreateAsync("A");
            await mirror.FollowStoreAsync(Token);
        }

        await File.WriteAllTextAsync(Directory.EnumerateFiles(_folder.PathOf("state"), "*.json").Single(), "{", Token);
        using var again = Mirror();
        await again.FollowFileAsync(Token);

        Assert.Equal("A", Assert.Single(_queries.ReadGraph(_workspace).Entities).Name);
    }

    private static async Task WriteAsync(MemoryFileMirror mirror, GraphCommands commands, string side)
    {
        for (var i = 0; i < 20; i++)
        {
            await mirror.FollowFileAsync(Token);
            await commands.ExecuteAsync(1, new CreateEntities([new NewEntity($"{side} {i}", "t", [])], Circumstances.Default), Token);
            await mirror.FollowStoreAsync(Token);
        }
    }

    private static string Line(string name, params string[] observations) =>
        $$"""{"type":"entity","name":"{{name}}","entityType":"t","observations":[{{string.Join(',', observations.Select(text => $"\"{text}\""))}}]}""";

    private static string Relation(string from, string to) => $$"""{"type":"relation","from":"{{from}}","to":"{{to}}","relationType":"r"}""";

    private MemoryFileMirror Mirror(SqliteGraphStore? store = null)
    {
        store ??= _store;
        return new MemoryFileMirror(
            _file, _folder.PathOf("state"), _workspace, store, new GraphCommands(store, new GraphLimits()), new GraphQueries(store),
            new MemoryFileReport(_errors), TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    private async Task CreateAsync(string name, params string[] observations) => await _commands.ExecuteAsync(_workspace, new CreateEntities([new NewEntity(name, "t", [.. observations])], Circumstances.Default), Token);

    private string Read() => File.ReadAllText(_file);

    private void Edit(params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, string.Join('\n', lines));
    }
}
