using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.GraphMl;

/// <summary>The attributes of nodes and edges that this product writes, by name and type; the name is also the id of the key.</summary>
internal static class GraphMlKeys
{
    public const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    public const string Name = "name", Type = "type", Naming = "naming", Observations = "observations", Weight = "weight", Polarity = "polarity",
        ValidFrom = "valid_from", ValidTo = "valid_to", Confidence = "confidence", Tags = "tags", Metadata = "metadata";

    /// <summary>Says of a file that this product wrote it.</summary>
    public const string Graph = "graphmemory";

    public static IReadOnlyList<(string Name, string Type)> OfNodes { get; } =
        [("label", "string"), (Name, "string"), (Type, "string"), (Naming, "string"), (Observations, "string")];

    public static IReadOnlyList<(string Name, string Type)> OfEdges { get; } =
    [
        ("label", "string"), (Type, "string"), (Weight, "double"), (Polarity, "string"), (ValidFrom, "string"), (ValidTo, "string"), (Confidence, "double"),
        (Tags, "string"), (Metadata, "string"), .. ProvenanceText.Names.Select(name => (name, "string")),
    ];
}
