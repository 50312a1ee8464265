using System.Globalization;
using System.Xml;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>GraphML (Brandes et al., 2002): the nodes of the file, edges in the direction that it says; weights from the data named "weight".</summary>
internal static class GraphMlFile
{
    // Nothing outside the file is read, and no entity is blown up (CWE-611, CWE-776).
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    public static Result<SubjectGraph> Read(GraphFileReading reading)
    {
        try
        {
            using var xml = XmlReader.Create(reading.Path, Settings);
            return new Pass(reading, xml).Read();
        }
        catch (XmlException fault)
        {
            return reading.Fault(fault.LineNumber, "is no XML", fault.Message);
        }
    }

    private sealed class Pass(GraphFileReading reading, XmlReader xml)
    {
        private readonly NamedEdges _edges = new();
        private string? _weightKey;
        private bool? _isDirected;
        private (int Source, int Target)? _open;
        private float _weight;

        public Result<SubjectGraph> Read()
        {
            while (xml.Read())
            {
                reading.Crew.Cancellation.ThrowIfCancellationRequested();
                if (xml.NodeType == XmlNodeType.Element && Begin() is { } problem) { return problem; }
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "edge") { End(); }
            }

            return _edges.Build(_isDirected ?? reading.IsDirected, reading.IsWeighted, reading.Crew);
        }

        private Problem? Begin()
        {
            switch (xml.LocalName)
            {
                case "key" when xml.GetAttribute("attr.name") == "weight" && xml.GetAttribute("for") is "edge" or "all":
                    _weightKey = xml.GetAttribute("id");
                    return null;
                case "graph":
                    _isDirected ??= xml.GetAttribute("edgedefault") switch { "directed" => true, "undirected" => false, _ => null };
                    return null;
                case "node":
                    return Node();
                case "edge":
                    return Edge();
                case "data" when _open is not null && _weightKey is not null && xml.GetAttribute("key") == _weightKey:
                    return Weight();
                default:
                    return null;
            }
        }

        private Problem? Node()
        {
            if (xml.GetAttribute("id") is not { } id) { return Fault("a node has no id", "Give it an id."); }
            _edges.Node(id);
            return null;
        }

        private Problem? Edge()
        {
            if (xml.GetAttribute("source") is not { } source || xml.GetAttribute("target") is not { } target) { return Fault("an edge lacks an end", "Give it source and target."); }
            (_open, _weight) = ((_edges.Node(source), _edges.Node(target)), 1);
            if (xml.IsEmptyElement) { End(); }
            return null;
        }

        private Problem? Weight()
        {
            var text = !xml.IsEmptyElement && xml.Read() ? xml.Value : "";
            var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _weight) && float.IsFinite(_weight) && _weight >= 0;
            return isNumber ? null : Fault($"\"{text}\" is no weight", "Give a number, 0 or more.");
        }

        private void End()
        {
            if (_open is { } edge) { _edges.Add(edge.Source, edge.Target, _weight); }
            _open = null;
        }

        private Problem Fault(string error, string fix) => reading.Fault(((IXmlLineInfo)xml).LineNumber, error, fix);
    }
}
