using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>
/// OpenMemory, mem0's local server: its backup (a .zip of <c>memories.json</c> and <c>memories.jsonl.gz</c>), each of the two alone, and its
/// database <c>openmemory.db</c>.
/// </summary>
internal sealed class OpenMemoryFormat : ForeignFormat
{
    private const string Lines = "memories.jsonl.gz";
    private const string Whole = "memories.json";

    private static readonly string[] Lists =
        ["apps", "categories", OpenMemoryMemories.Memories, "memory_categories", "status_history", "access_controls"];

    public override string Name => "openmemory";

    public override string Summary => "OpenMemory: a backup (.zip), its memories.json or memories.jsonl.gz, or its database";

    protected override bool TakesFolder => true;

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Member(sample.Names) is { } name && IsMine(JsonShape.Of(sample.HeadOf(name))) ? Likeness.Certain : Likeness.None; }
        return IsMine(JsonShape.Of(sample.Head))
            || IsDatabase(sample, database => database.Has("memories", "id", "content", "state") && database.Has("apps", "id", "name") && database.Has("memory_categories"))
            ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source) =>
        ForeignDatabaseFile.Is(source) ? OpenMemoryDatabase.Rows(source) : JsonRows(source);

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new OpenMemoryMemories(options).Items;

    private static IEnumerable<ForeignRow> JsonRows(ImportSource source)
    {
        var name = source.IsFolder ? Member(source.Names) : source.Names[0];
        if (name is null) { throw new InvalidDataException($"{source.Path} holds neither {Lines} nor {Whole}"); }
        using var stream = source.Open(name);
        // A line has categories of its own, which are no list of rows.
        foreach (var row in JsonForeignRows.Of(stream, IsLine(JsonShape.Of(new SourceSample(source).HeadOf(name))) ? [] : Lists)) { yield return row; }
    }

    /// <summary>The lines say the names of apps and categories themselves, so they are the better half of a backup.</summary>
    private static string? Member(IReadOnlyList<string> names) => Ending(names, Lines) ?? Ending(names, Whole);

    private static string? Ending(IReadOnlyList<string> names, string ending) =>
        names.FirstOrDefault(name => name == ending || name.EndsWith("/" + ending, StringComparison.Ordinal));

    private static bool IsLine(JsonShape shape) => shape.Has(JsonShape.Unnamed, "id", "content", "state", "categories");

    private static bool IsMine(JsonShape shape) =>
        IsLine(shape) || shape.Has(OpenMemoryMemories.Memories, "id", "content", "state", "category_ids")
        || shape.Has(JsonShape.Unnamed, "user", "apps", "categories", "memories");
}
