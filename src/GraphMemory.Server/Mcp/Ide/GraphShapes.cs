using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>Nodes and edges as the ancestor draws them.</summary>
internal static class GraphShapes
{
    private const int LabelLengthMax = 60;

    public static string Id(LiveNode node) => node.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name; of a note, what it says.</summary>
    public static string Label(LiveNode node)
    {
        var label = node.IsNote && node.Texts.Length > 0 ? node.Texts[0].Text : node.Name;
        return label.Length <= LabelLengthMax ? label : label[..LabelLengthMax] + "…";
    }

    public static void Write(Utf8JsonWriter writer, LiveNode node, double? size = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, Id(node));
        writer.WriteString("label"u8, Label(node));
        writer.WriteString("type"u8, node.Type);
        writer.WriteStartObject("properties"u8);
        writer.WriteString("name"u8, node.Name);
        IdeTools.WriteTexts(writer, "observations", node.Texts.Select(text => text.Text));
        writer.WriteEndObject();
        if (size is { } value) { writer.WriteNumber("size"u8, Math.Round(value, 6)); }
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LiveEdge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, edge.FactId.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("type"u8, edge.Type);
        writer.WriteNumber("weight"u8, Math.Round((double)edge.Weight, 6));
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LiveGraph graph, LiveEdge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, edge.FactId.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("source"u8, Id(graph.Nodes[edge.From]));
        writer.WriteString("target"u8, Id(graph.Nodes[edge.To]));
        writer.WriteString("type"u8, edge.Type);
        writer.WriteNumber("weight"u8, Math.Round((double)edge.Weight, 6));
        writer.WriteEndObject();
    }
}
