using GraphMemory.Engine.Care;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp;

/// <summary>The filter that recall and context share.</summary>
internal static class RecallArguments
{
    public const string Properties = """
        "about":{"type":"array","items":{"type":"string"},"description":"Only facts about these entities, by exact name"},
        "types":{"type":"array","items":{"type":"string"},"description":"Only entities of these types"},
        "tags":{"type":"array","items":{"type":"string"},"description":"Only facts that carry all of these tags"},
        "source":{"type":"string","description":"Only facts from this principal, client, tool, file, commit or URL, exactly"},
        "since":{"type":"string","description":"Only facts recorded at or after this time, ISO 8601"},
        "until":{"type":"string","description":"Only facts recorded before this time, ISO 8601"},
        "validAt":{"type":"string","description":"What held at this time, ISO 8601; now when not given"},
        "tiers":{"type":"array","items":{"type":"string","enum":["core","working","archive"]},"description":"Only facts of these tiers; all but the archive when not given"}
        """;

    public static RecallFilter Filter(ToolArguments read) => RecallFilter.None with
    {
        About = read.Texts("about", isRequired: false),
        Types = read.Texts("types", isRequired: false),
        Tags = read.Texts("tags", isRequired: false),
        Source = read.TextOrNull("source"),
        RecordedFromMs = read.InstantOrNull("since"),
        RecordedToMs = read.InstantOrNull("until"),
        ValidAtMs = read.InstantOrNull("validAt"),
        Tiers = [.. read.Choices("tiers", TierNames.All).Select(name => TierNames.Parse(name)!.Value)],
    };
}
