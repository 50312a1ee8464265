using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

/// <summary>Arguments of the nine reference tools.</summary>
internal static class Reference
{
    public static JsonObject Entities(params IEnumerable<string> names) => new()
    {
        ["entities"] = new JsonArray([.. names.Select(name =>
            new JsonObject { ["name"] = name, ["entityType"] = "thing", ["observations"] = new JsonArray($"{name} was seen") })]),
    };

    public static JsonObject Names(params IEnumerable<string> names) => new() { ["names"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    public static IEnumerable<string> NamesOf(JsonNode graph) => graph["entities"]!.AsArray().Select(entity => entity!["name"]!.GetValue<string>());
}
