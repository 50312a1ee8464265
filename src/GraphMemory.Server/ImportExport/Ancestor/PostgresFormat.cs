using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A dump of the PostgreSQL database of GraphMemory-IDE, plain or, when <c>pg_restore</c> is there to read it, in the custom form.</summary>
internal sealed class PostgresFormat : ForeignFormat
{
    private static readonly string[] Marks = ["-- PostgreSQL database dump", "SET statement_timeout", "COPY public.", "INSERT INTO public."];

    public override string Name => "postgres";

    public override string Summary => "a PostgreSQL dump of GraphMemory-IDE: telemetry, people, sessions; .sql, .sql.gz or pg_dump's custom form";

    public override Likeness LikenessOf(SourceSample sample)
    {
        if (sample.IsFolder) { return Likeness.None; }
        if (PostgresArchive.Is(sample.Head)) { return Likeness.Certain; }
        var text = sample.Text;
        return Array.Exists(Marks, mark => text.Contains(mark, StringComparison.Ordinal)) ? Likeness.Certain : Likeness.None;
    }

    protected override IEnumerable<ForeignRow> Rows(ImportSource source)
    {
        using var stream = PostgresArchive.Open(source);
        foreach (var row in new PostgresDump(stream).Read()) { yield return row; }
    }

    protected override Problem? Refusal(ImportSource source) => base.Refusal(source) ?? PostgresArchive.Fault(source);

    protected override Func<ForeignRow, IEnumerable<SourceItem>> Mapping(ImportOptions options) => new PostgresTables(options).Items;
}
