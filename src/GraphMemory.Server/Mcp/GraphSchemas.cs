namespace GraphMemory.Server.Mcp;

/// <summary>JSON Schema fragments (2020-12) that the tools share.</summary>
internal static class GraphSchemas
{
    public const string Entity = """
        {"type":"object","properties":{
          "name":{"type":"string","description":"Name of the entity; unique, and case matters"},
          "entityType":{"type":"string","description":"Kind of thing, such as person, project, decision"},
          "observations":{"type":"array","items":{"type":"string"},"description":"What is known about it, one statement each"}},
          "required":["name","entityType","observations"]}
        """;

    public const string Relation = """
        {"type":"object","properties":{
          "from":{"type":"string","description":"Name of the entity where the relation starts"},
          "to":{"type":"string","description":"Name of the entity where the relation ends"},
          "relationType":{"type":"string","description":"What connects them, in active voice, such as uses or depends_on"}},
          "required":["from","to","relationType"]}
        """;

    public const string Entities = $$"""{"type":"array","items":{{Entity}}}""";

    public const string Relations = $$"""{"type":"array","items":{{Relation}}}""";

    public const string Strings = """{"type":"array","items":{"type":"string"}}""";

    public const string Graph = $$"""
        {"type":"object","properties":{"entities":{{Entities}},"relations":{{Relations}} },"required":["entities","relations"]}
        """;

    /// <summary>A graph that a budget may have cut: what was left out, and how to get the rest.</summary>
    public const string BudgetedGraph = $$"""
        {"type":"object","properties":{"entities":{{Entities}},"relations":{{Relations}},
          "truncated":{"type":"object","properties":{
            "entitiesLeftOut":{"type":"integer"},"observationsLeftOut":{"type":"integer"},"relationsLeftOut":{"type":"integer"},
            "howToGetTheRest":{"type":"string"} } } },
          "required":["entities","relations"]}
        """;

    public const string Outcome = """
        {"type":"object","properties":{"success":{"type":"boolean"},"message":{"type":"string"}},"required":["success","message"]}
        """;

    public const string IdempotencyKey = """
        "idempotencyKey":{"type":"string","maxLength":128,"description":"Give the same key again when you repeat this very call: it is done once, and answered alike for 24 hours"}
        """;

    public const string BudgetTokens = """
        "budgetTokens":{"type":"integer","minimum":64,"description":"Upper bound of the answer's length in tokens"}
        """;

    /// <summary>An input schema: <paramref name="properties"/> are JSON members, <paramref name="required"/> a JSON list.</summary>
    public static string Input(string properties, string required, params ReadOnlySpan<string> more)
    {
        var members = more.IsEmpty ? properties : string.Join(',', [properties, .. more]).TrimStart(',');
        return $$"""{"type":"object","properties":{ {{members}} },"required":{{required}}}""";
    }
}
