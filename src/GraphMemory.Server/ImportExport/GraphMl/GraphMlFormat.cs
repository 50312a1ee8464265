using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>GraphML, which Gephi, yEd, Cytoscape and NetworkX read and write.</summary>
internal sealed class GraphMlFormat : RecordFormat
{
    public override string Name => "graphml";

    public override string Summary => "GraphML (Gephi, yEd, Cytoscape, NetworkX): nodes are entities, edges relations";

    protected override GraphParts Holds => GraphParts.All;

    public override Likeness LikenessOf(SourceSample sample)
    {
        var text = sample.Text.AsSpan().TrimStart();
        return text is ['<', ..] && text.IndexOf("<graphml", StringComparison.Ordinal) >= 0 ? Likeness.Certain : Likeness.None;
    }

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        using var stream = source.Open();
        var (elements, reader) = (new GraphMlElements(stream), new GraphMlReader(options));
        foreach (var element in elements.All())
        {
            foreach (var item in reader.Read(element, elements.IsOurs)) { yield return item; }
        }
    }

    protected override void Write(LiveGraph graph, Stream output) => new GraphMlWriter(graph, output).Write();
}
