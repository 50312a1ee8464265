using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>
/// Writes GraphML (Brandes et al., 2002) with typed keys: nodes are entities, their observations an attribute in JSON, edges are relations. The
/// id of a node is made from its name, so that it is the same in every export.
/// </summary>
internal sealed class GraphMlWriter(LiveGraph graph, Stream output)
{
    private readonly XmlWriter _xml = XmlWriter.Create(output, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, IndentChars = " ", NewLineChars = "\n", CloseOutput = false,
    });

    public void Write()
    {
        using (_xml)
        {
            _xml.WriteStartElement("graphml", GraphMlKeys.Namespace);
            foreach (var (name, type) in GraphMlKeys.OfNodes) { Key("node", name, type); }
            foreach (var (name, type) in GraphMlKeys.OfEdges) { Key("edge", name, type); }
            _xml.WriteStartElement("graph");
            _xml.WriteAttributeString("id", GraphMlKeys.Graph);
            _xml.WriteAttributeString("edgedefault", "directed");
            foreach (var entity in graph.Entities()) { Node(entity); }
            foreach (var entity in graph.EntitiesWithRelations()) { Edges(entity); }
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }
    }

    private void Key(string owner, string name, string type)
    {
        _xml.WriteStartElement("key");
        _xml.WriteAttributeString("id", $"{owner[0]}_{name}");
        _xml.WriteAttributeString("for", owner);
        _xml.WriteAttributeString("attr.name", name);
        _xml.WriteAttributeString("attr.type", type);
        _xml.WriteEndElement();
    }

    private void Node(LiveEntity live)
    {
        _xml.WriteStartElement("node");
        _xml.WriteAttributeString("id", IdOf(live.Entity.Name));
        Data("n_label", Label(live.Entity.Name));
        Data("n_name", ExactXml.Of(live.Entity.Name));
        Data("n_type", ExactXml.Of(live.Entity.Type));
        if (Naming.Of(live.Entity) is { } naming) { Data("n_naming", naming); }
        if (!live.Observations.IsEmpty) { Data("n_observations", ExactXml.Json(Observations(live))); }
        _xml.WriteEndElement();
    }

    private void Edges(LiveEntity live)
    {
        var source = IdOf(live.Entity.Name);
        foreach (var fact in live.Relations)
        {
            _xml.WriteStartElement("edge");
            _xml.WriteAttributeString("source", source);
            _xml.WriteAttributeString("target", IdOf(fact.Object!));
            Data("e_label", Label(fact.Statement.Predicate));
            Data("e_type", ExactXml.Of(fact.Statement.Predicate));
            Circumstances(fact);
            _xml.WriteEndElement();
        }
    }

    private void Circumstances(LiveFact fact)
    {
        var statement = fact.Statement;
        if (statement.Weight != 1) { Data("e_weight", statement.Weight.ToString(CultureInfo.InvariantCulture)); }
        if (fact.Said != Polarity.Affirmed) { Data("e_polarity", PolarityText.Of(fact.Said)); }
        if (InstantText.Bound(statement.Valid.FromMs) is { } from) { Data("e_valid_from", from); }
        if (InstantText.Bound(statement.Valid.ToMs) is { } to) { Data("e_valid_to", to); }
        if (statement.Confidence != 1) { Data("e_confidence", statement.Confidence.ToString(CultureInfo.InvariantCulture)); }
        if (!statement.Tags.IsEmpty) { Data("e_tags", ExactXml.Json(JsonCell.Array(statement.Tags))); }
        if (!statement.Metadata.IsEmpty) { Data("e_metadata", ExactXml.Json(JsonCell.Object(statement.Metadata))); }
        foreach (var (name, value) in ProvenanceText.Parts(statement.Provenance)) { Data($"e_{name}", ExactXml.Of(value)); }
    }

    private void Data(string key, string value)
    {
        _xml.WriteStartElement("data");
        _xml.WriteAttributeString("key", key);
        _xml.WriteString(value);
        _xml.WriteEndElement();
    }

    private static string Observations(LiveEntity live) => JsonCell.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var fact in live.Observations)
        {
            writer.WriteStartObject();
            writer.WriteString("text"u8, fact.Statement.Text);
            CircumstancesJson.Write(writer, fact);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>For the eye; tools show it, and a reader of ours takes the exact name.</summary>
    private static string Label(string text) => string.Concat(text.Select(c => char.IsControl(c) || (!char.IsSurrogate(c) && !XmlConvert.IsXmlChar(c)) ? ' ' : c));

    private static string IdOf(string name) => $"n{Convert.ToHexStringLower(XxHash128.Hash(MemoryMarshal.AsBytes(name.AsSpan())))}";
}
