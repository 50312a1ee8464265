using System.Text;
using System.Xml;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>Reads a GraphML file element by element, with attributes called by the name that their key gives them. No DTD, nothing external.</summary>
internal sealed class GraphMlElements(Stream stream)
{
    private const int ValueLengthMax = 4 << 20, KeysMax = 10_000, AttributesMax = 1_000;

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly char[] _chunk = new char[8 << 10];

    /// <summary>True once the graph turned out to be one that this product wrote.</summary>
    public bool IsOurs { get; private set; }

    /// <exception cref="InvalidDataException">The rest is no XML.</exception>
    public IEnumerable<GraphMlElement> All()
    {
        using var xml = Begin(stream);
        GraphMlElement? open = null;
        while (Next(xml))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName is "node" or "edge" && open is not null)
            {
                yield return open;
                open = null;
            }

            if (xml.NodeType != XmlNodeType.Element) { continue; }
            if (xml.LocalName is "node" or "edge")
            {
                // A node may hold a graph of its own: what it says itself is said by then.
                if (open is not null) { yield return open; }
                open = Begin(xml);
                if (!xml.IsEmptyElement) { continue; }
                yield return open;
                open = null;
            }
            else { Other(xml, open); }
        }
    }

    private void Other(XmlReader xml, GraphMlElement? open)
    {
        switch (xml.LocalName)
        {
            case "key" when _keys.Count < KeysMax && xml.GetAttribute("id") is { } id:
                _keys[id] = xml.GetAttribute("attr.name") ?? (xml.GetAttribute("yfiles.type") is "nodegraphics" or "edgegraphics" ? "label" : id);
                break;
            case "graph":
                IsOurs |= xml.GetAttribute("id") == GraphMlKeys.Graph;
                break;
            case "data" when open is not null && open.Rest.Count() < AttributesMax:
                var key = xml.GetAttribute("key") ?? "";
                if (SoundValue(xml) is { Length: > 0 } value) { open.Add(_keys.GetValueOrDefault(key, key), value); }
                break;
            default:
                break;
        }
    }

    private static GraphMlElement Begin(XmlReader xml)
    {
        var line = ((IXmlLineInfo)xml).LineNumber;
        return xml.LocalName == "node"
            ? new GraphMlElement(line, isEdge: false, xml.GetAttribute("id") ?? "", "")
            : new GraphMlElement(line, isEdge: true, xml.GetAttribute("source") ?? "", xml.GetAttribute("target") ?? "");
    }

    private string SoundValue(XmlReader xml)
    {
        try { return Value(xml); }
        catch (XmlException exception) { throw new InvalidDataException(exception.Message); }
    }

    /// <summary>The text of a data element, that of nested elements too (yEd keeps labels in a structure of its own).</summary>
    private string Value(XmlReader xml)
    {
        if (xml.IsEmptyElement) { return ""; }
        var (value, depth) = (new StringBuilder(), xml.Depth);
        while (Next(xml) && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) { continue; }
            if (xml.Depth > depth + 1 && string.IsNullOrWhiteSpace(xml.Value)) { continue; }
            Append(xml, value);
        }

        return value.ToString();
    }

    private void Append(XmlReader xml, StringBuilder value)
    {
        if (!xml.CanReadValueChunk) { value.Append(xml.Value); }
        else
        {
            for (var count = xml.ReadValueChunk(_chunk, 0, _chunk.Length); count > 0; count = xml.ReadValueChunk(_chunk, 0, _chunk.Length))
            {
                value.Append(_chunk, 0, count);
                if (value.Length > ValueLengthMax) { break; }
            }
        }

        if (value.Length > ValueLengthMax) { throw new InvalidDataException($"an attribute is longer than {ValueLengthMax} characters"); }
    }

    private static XmlReader Begin(Stream stream)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersFromEntities = 1 << 20,
        };
        try { return XmlReader.Create(stream, settings); } // reads the first bytes already, to learn the encoding
        catch (XmlException exception) { throw new InvalidDataException(exception.Message); }
    }

    private static bool Next(XmlReader xml)
    {
        try { return xml.Read(); }
        catch (XmlException exception) { throw new InvalidDataException(exception.Message); }
    }
}
