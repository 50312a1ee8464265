using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Sqlite;
using GraphMemory.Tests.ImportExport.Foreign;
using GraphMemory.Tests.Sqlite;

namespace GraphMemory.Tests.ImportExport.Peers;

/// <summary>Exports in the forms of other products, which must read them as their own.</summary>
public sealed class PeerExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteGraphStore _store;

    public PeerExportTests() => _store = _folder.Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("mem0", "mem0.json")]
    [InlineData("mcp-memory-service", "mms.json")]
    public async Task What_came_from_a_product_goes_back_and_comes_again_the_same(string format, string sample)
    {
        using var samples = new TestFolder();
        await ImportAsync(format, ForeignSamples.Make(samples, sample), "a");
        var first = await ExportAsync(format, "a");
        await ImportAsync(format, first, "b");
        var second = await ExportAsync(format, "b");

        Assert.Equal(await File.ReadAllTextAsync(first, Token), await File.ReadAllTextAsync(second, Token));
        Assert.Equal(format, MemoryFormats.Choose(MemoryFormats.Create(), null, first).Value.Name);
    }

    [Fact]
    public async Task Mem0_gets_its_own_fields_back()
    {
        using var samples = new TestFolder();
        await ImportAsync("mem0", ForeignSamples.Make(samples, "mem0.json"), "a");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(await ExportAsync("mem0", "a"), Token));
        var memory = json.RootElement[0];

        Assert.Equal("11111111-1111-1111-1111-111111111111", memory.GetProperty("id").GetString());
        Assert.Equal("Anna prefers tabs", memory.GetProperty("memory").GetString());
        Assert.Equal(("anna", "coder", "r1"), (memory.GetProperty("user_id").GetString(), memory.GetProperty("agent_id").GetString(), memory.GetProperty("run_id").GetString()));
        Assert.Equal("style", memory.GetProperty("metadata").GetProperty("topic").GetString());
        Assert.Equal("2025-03-02T10:00:00.000Z", memory.GetProperty("updated_at").GetString());
    }

    [Fact]
    public async Task The_memory_service_gets_hashes_and_seconds_as_its_importer_expects()
    {
        await RememberAsync("  Tabs!  ", about: null);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(await ExportAsync("mcp-memory-service", "w"), Token));
        var memory = json.RootElement.GetProperty("memories")[0];

        // sha256("tabs!"), as generate_content_hash("  Tabs!  ") computes it.
        Assert.Equal("38b0df9a0bab8a2d8a7a54d9cc2d5ac2bb8c2ad0f67ff9ab3b6fa8ac6bcdd5ec".Length, memory.GetProperty("content_hash").GetString()!.Length);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("tabs!"u8)), memory.GetProperty("content_hash").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("export_metadata").GetProperty("total_memories").GetInt32());
    }

    [Theory]
    [InlineData("mem0")]
    [InlineData("mcp-memory-service")]
    public async Task Observations_about_entities_find_their_entity_again_and_what_is_lost_is_told(string format)
    {
        await RememberAsync("Anna leads the parser team", about: "Anna");
        await new GraphCommands(_store, new GraphLimits()).ExecuteAsync(
            _store.FindWorkspace("w")!.Id, new CreateRelations([new RelationKey("Anna", "Parser", "leads")], Circumstances.Default), Token);
        var report = await ReportAsync(format, "w", _folder.PathOf("out.json"));
        await ImportAsync(format, _folder.PathOf("out.json"), "b");
        var entity = new GraphQueries(_store).ReadGraph(_store.FindWorkspace("b")!.Id).Entities.Single();

        Assert.Equal(("Anna", "person"), (entity.Name, entity.Type));
        Assert.Equal(1, report.Lost["relations"]);
    }

    [Fact]
    public async Task An_empty_memory_is_an_empty_list()
    {
        await _store.OpenWorkspaceAsync("w", Token);

        Assert.Equal("[]\n", await File.ReadAllTextAsync(await ExportAsync("mem0", "w"), Token));
        JsonDocument.Parse(await File.ReadAllTextAsync(await ExportAsync("mcp-memory-service", "w"), Token)).Dispose();
    }

    private async Task RememberAsync(string text, string? about)
    {
        var workspace = (await _store.OpenWorkspaceAsync("w", Token)).Value;
        var observation = new NewObservation(text, about, about is null ? null : "person", Circumstances.Default);
        Assert.True((await new GraphCommands(_store, new GraphLimits()).ExecuteAsync(workspace.Id, new Remember([observation]), Token)).IsSuccess);
    }

    private async Task ImportAsync(string format, string path, string workspace)
    {
        var limits = new GraphLimits();
        var job = new ImportJob(path, workspace, _store, new GraphCommands(_store, limits), limits, _folder.PathOf("checkpoint"), _folder.PathOf("rejects"));
        Assert.True((await Format(format).ImportAsync(job, Token)).IsSuccess);
    }

    private async Task<string> ExportAsync(string format, string workspace)
    {
        var path = _folder.PathOf($"{format}-{workspace}.json");
        await ReportAsync(format, workspace, path);
        return path;
    }

    private async Task<ExportReport> ReportAsync(string format, string workspace, string path) =>
        (await Format(format).ExportAsync(new ExportJob(path, workspace, _store, new GraphQueries(_store)), Token)).Value;

    private static IMemoryFormat Format(string name) => MemoryFormats.Create().Items.Single(format => format.Name == name);
}
