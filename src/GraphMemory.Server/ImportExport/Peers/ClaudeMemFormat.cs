using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>claude-mem: its JSON export, and its database <c>claude-mem.db</c> of any version since sessions have observations.</summary>
internal sealed class ClaudeMemFormat : ForeignFormat
{
    public const string Observations = "observations";
    public const string Summaries = "summaries";
    public const string SummaryTable = "session_summaries";
    public const string Prompts = "prompts";
    public const string PromptTable = "user_prompts";

    private static readonly string[] Lists = [Observations, "sessions", Summaries, Prompts];
    private static readonly string[] Tables = [Observations, SummaryTable, PromptTable];

    public override string Name => "claude-mem";

    public override string Summary => "claude-mem: its JSON export, or its database claude-mem.db";

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        var shape = JsonShape.Of(sample.Head);
        return shape.Has(JsonShape.Unnamed, "exportedAt", "totalObservations") || shape.Has(Observations, "project", "title", "created_at_epoch")
            || IsDatabase(sample, database => database.Has(Observations, "project", "type", "created_at_epoch") && database.Has("sdk_sessions", "project"))
            ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source) =>
        ForeignDatabaseFile.Is(source) ? DatabaseRows(source) : JsonRows(source);

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new ClaudeMemMemories(options).Items;

    private static IEnumerable<ForeignRow> JsonRows(ImportSource source)
    {
        using var stream = source.Open();
        foreach (var row in JsonForeignRows.Of(stream, Lists)) { yield return row; }
    }

    private static IEnumerable<ForeignRow> DatabaseRows(ImportSource source)
    {
        using var file = new ForeignDatabaseFile(source, null);
        foreach (var row in Tables.SelectMany(table => RowsOf(file.Database, table, "id"))) { yield return row; }
    }
}
