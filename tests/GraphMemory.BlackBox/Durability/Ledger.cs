using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

/// <summary>What a store acknowledged, and the check that it kept every bit of that.</summary>
internal sealed class Ledger(params IEnumerable<string> acknowledged)
{
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(acknowledged.Select(name => KeyValuePair.Create(name, true)));

    public int Count => _acknowledged.Count;

    /// <summary>Writes one entity; true when the write was acknowledged, false when it was refused or the process ended.</summary>
    public async Task<bool> WriteAsync(IToolCaller session, string name)
    {
        JsonNode reply;
        try
        {
            reply = await session.RequestAsync("tools/call", new JsonObject { ["name"] = "create_entities", ["arguments"] = Reference.Entities(name) });
        }
        catch (IOException)
        {
            return false;
        }

        if (ToolReply.IsError(reply)) { return false; }
        _acknowledged[name] = true;
        return true;
    }

    /// <summary>Every acknowledged entity is there, once, with its observation; and the store finds itself sound.</summary>
    public async Task VerifyAsync(string dataFolder)
    {
        await using (var session = await McpOverStdio.StartAsync(dataFolder, ["--tools", "reference"]))
        {
            foreach (var names in _acknowledged.Keys.Order(StringComparer.Ordinal).Chunk(50))
            {
                var graph = await session.CallAsync("open_nodes", Reference.Names(names));
                Assert.Equal(names, Reference.NamesOf(graph).Order(StringComparer.Ordinal));
                Assert.All(graph["entities"]!.AsArray(), entity =>
                    Assert.Equal([$"{entity!["name"]} was seen"], entity["observations"]!.AsArray().Select(text => text!.GetValue<string>())));
            }

            Assert.Equal(0, await session.CloseAsync());
        }

        (await CommandLine.RunAsync("doctor", "--data", dataFolder)).Succeeded();
    }
}
