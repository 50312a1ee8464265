using System.Xml.Linq;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.GraphMl;

namespace GraphMemory.Tests.ImportExport;

public sealed class GraphMlTests : IDisposable
{
    private readonly TransferFixture _memory = new();
    private readonly GraphMlFormat _format = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void Other_tools_find_labels_types_and_weights_in_typed_keys()
    {
        _memory.Do("w", new ImportBatch(
        [
            new EntityItem(default, "Anna \u0001", "person"),
            new RelationItem(default, "Anna \u0001", "parser", "owns", Circumstances.Default) { Weight = 0.5f },
        ], ConflictPolicy.Skip));
        _memory.Export(_format, _memory.PathOf("g.graphml"));
        var graph = XDocument.Load(_memory.PathOf("g.graphml"));
        XNamespace ns = GraphMlKeys.Namespace;
        var keys = graph.Descendants(ns + "key").ToDictionary(key => key.Attribute("id")!.Value, key => (key.Attribute("attr.name")!.Value, key.Attribute("attr.type")!.Value));
        var data = graph.Descendants(ns + "data").Select(element => (keys[element.Attribute("key")!.Value], element.Value)).ToList();

        Assert.Contains((("label", "string"), "Anna  "), data);
        Assert.Contains((("name", "string"), "\"Anna \\u0001\""), data);
        Assert.Contains((("weight", "double"), "0.5"), data);
        Assert.Equal(2, graph.Descendants(ns + "node").Select(node => node.Attribute("id")!.Value).Distinct().Count());
        Assert.Equal("directed", graph.Descendants(ns + "graph").Single().Attribute("edgedefault")!.Value);
    }

    [Fact]
    public void A_graph_of_another_tool_is_understood()
    {
        var path = _memory.File("g.xml", """
            <?xml version='1.0' encoding='utf-8'?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
              <key id="d0" for="node" attr.name="entity_type" attr.type="string"/>
              <key id="d1" for="node" attr.name="description" attr.type="string"/>
              <key id="d2" for="node" attr.name="age" attr.type="int"/>
              <key id="d3" for="node" attr.name="x" attr.type="double"/>
              <key id="d4" for="edge" attr.name="weight" attr.type="double"/>
              <key id="d5" for="edge" attr.name="keywords" attr.type="string"/>
              <key id="d6" for="node" yfiles.type="nodegraphics"/>
              <graph edgedefault="undirected">
                <node id="ANNA"><data key="d0">person</data><data key="d1">leads &amp; plans</data><data key="d2">30</data><data key="d3">1.5</data></node>
                <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Parser</y:NodeLabel></y:ShapeNode></data>
                  <graph><node id="inner"/></graph></node>
                <edge source="ANNA" target="n1"><data key="d4">0.5</data><data key="d5">code</data></edge>
                <edge source="n1" target="ANNA" label="x"><data key="d4">7</data></edge>
                <edge source="n1"/>
                <node/>
              </graph>
            </graphml>
            """);
        var report = _memory.Import((GraphMlFormat)MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value, path);
        var anna = _memory.Facts("w", "ANNA").Select(fact => fact.Statement).ToList();
        var parser = Assert.Single(_memory.Facts("w", "Parser")).Statement;

        Assert.Equal((2, 1), (report.Rejected, report.Lost["attribute x"]));
        Assert.Equal(["leads & plans", "age: 30", null], anna.Select(statement => statement.Text));
        Assert.Equal(("related_to", 0.5f, "code"), (anna[2].Predicate, anna[2].Weight, anna[2].Metadata["keywords"]));
        Assert.Equal((1f, "7"), (parser.Weight, parser.Metadata["weight"]));
        Assert.NotNull(_memory.Store.Read(_memory.Workspace("w"), read => read.FindEntity("inner")));
    }

    [Fact]
    public void Hostile_xml_is_refused_without_being_followed()
    {
        var bomb = _memory.File("bomb", "<!DOCTYPE g [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><graphml><graph><node id=\"&b;\"/></graph></graphml>");
        var broken = _memory.File("broken", "<graphml><graph><node id=\"a\"/><node id=");
        var ours = _memory.File("ours", """<graphml><key id="o" attr.name="observations"/><graph id="graphmemory"><node id="a"><data key="o">{</data></node><node id="b"><data key="o">{}</data></node><node id="c"><data key="o">[1,{}]</data></node></graph></graphml>""");
        var large = _memory.File("large", $"<graphml><graph><node id=\"a\"><data key=\"d\">{new string('x', 5 << 20)}</data></node></graph></graphml>");

        Assert.Equal((0, 1), Counts(bomb));
        Assert.Equal((1, 1), Counts(broken));
        Assert.Equal((3, 4), Counts(ours));
        Assert.Equal((0, 1), Counts(large));
    }

    private (long, long) Counts(string path)
    {
        var report = _memory.Import(_format, path, Path.GetFileName(path));
        return (report.Created, report.Rejected);
    }
}
