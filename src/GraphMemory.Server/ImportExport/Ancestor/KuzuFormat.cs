using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Foreign;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A folder that Kuzu's EXPORT DATABASE wrote, with its data as CSV: the graph of GraphMemory-IDE, or any other; and ours, without loss.</summary>
internal sealed class KuzuFormat : RecordFormat
{
    public override string Name => "kuzu";

    public override string Summary => "a folder as Kuzu's EXPORT DATABASE writes it and IMPORT DATABASE loads it: schema.cypher, copy.cypher, CSV files";

    public override bool IsOneFile => false;

    protected override GraphParts Holds => GraphParts.All;

    public override Likeness LikenessOf(SourceSample sample) =>
        sample.IsFolder && KuzuExport.SchemaName(sample.Names) is { } name && sample.TextOf(name).Contains(" TABLE ", StringComparison.OrdinalIgnoreCase)
            ? Likeness.Certain : Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        var export = new KuzuExport(source);
        var (graph, own) = (new KuzuGraph(options, export.Tables), KuzuOwnGraph.Is(export.Tables) ? new KuzuOwnGraph(options) : null);
        foreach (var file in export.Files())
        {
            foreach (var row in export.Rows(file))
            {
                var items = row.Fault is { } fault
                    ? [new RejectedItem(new SourcePlace(row.Number, file.Copy.File), fault, "")]
                    : own is not null ? own.Items(file, row)
                    : file.Table.IsRelationship ? graph.Relation(file, row) : graph.Node(file.Table, row);
                foreach (var item in items) { yield return item; }
            }
        }
    }

    protected override void Write(LiveGraph graph, string folder) => KuzuWriter.Write(graph, folder);
}
