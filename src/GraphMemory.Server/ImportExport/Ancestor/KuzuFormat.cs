using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A folder that Kuzu's EXPORT DATABASE wrote, with its data as CSV: the graph of GraphMemory-IDE, or any other.</summary>
internal sealed class KuzuFormat : RecordFormat
{
    public override string Name => "kuzu";

    public override string Summary => "a folder that Kuzu's EXPORT DATABASE wrote (schema.cypher, copy.cypher, CSV files)";

    public override bool CanExport => false;

    public override bool IsOneFile => false;

    public override Likeness LikenessOf(SourceSample sample) =>
        sample.IsFolder && KuzuExport.SchemaName(sample.Names) is { } name && sample.TextOf(name).Contains(" TABLE ", StringComparison.OrdinalIgnoreCase)
            ? Likeness.Certain : Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        var export = new KuzuExport(source);
        var graph = new KuzuGraph(options, export.Tables);
        foreach (var file in export.Files())
        {
            foreach (var row in export.Rows(file))
            {
                var items = row.Fault is { } fault
                    ? [new RejectedItem(new SourcePlace(row.Number, file.Copy.File), fault, "")]
                    : file.Table.IsRelationship ? graph.Relation(file, row) : graph.Node(file.Table, row);
                foreach (var item in items) { yield return item; }
            }
        }
    }
}
