using System.Collections.Immutable;
using System.Text;

namespace GraphMemory.Fuzz.Targets;

/// <summary>One small, right file for each memory format.</summary>
internal static class ImportSeeds
{
    public static ImmutableArray<byte[]> Of(string format) => [.. Texts(format).Select(Encoding.UTF8.GetBytes)];

    private static string[] Texts(string format) => format switch
    {
        "reference-jsonl" =>
        [
            """
            {"type":"entity","name":"a","entityType":"t","observations":["one","two"]}
            {"type":"relation","from":"a","to":"b","relationType":"r"}
            """,
        ],
        _ => ForeignImportSeeds.Texts(format) ?? ["""{"name":"a"}"""],
    };
}
