using System.Collections.Immutable;
using System.Text.Json;

namespace GraphMemory.Server.Mcp.Elicitation;

/// <summary>A conflict as a person is asked about it.</summary>
/// <param name="Text">Why the two contradict each other, and both of them.</param>
internal sealed record OpenConflict(long EarlierId, long LaterId, string Text)
{
    /// <summary>What <c>resolve_conflict</c> can keep.</summary>
    public static ImmutableArray<string> Choices { get; } = ["earlier", "later", "both", "neither"];

    public static OpenConflict Of(JsonElement conflict) => new(
        conflict.GetProperty("earlier").GetProperty("id").GetInt64(), conflict.GetProperty("later").GetProperty("id").GetInt64(), conflict.GetProperty("text").GetString()!);

    /// <summary>The form's field: one of the choices, each with a title that names the fact.</summary>
    public string ChoiceSchema(int number) => $$"""
        {"type":"string","title":"Contradiction {{number}}","oneOf":[
          {"const":"earlier","title":"The earlier one holds (#{{EarlierId}})"},{"const":"later","title":"The later one holds (#{{LaterId}})"},
          {"const":"both","title":"Both hold"},{"const":"neither","title":"Neither holds"}],"default":"later"}
        """;
}
