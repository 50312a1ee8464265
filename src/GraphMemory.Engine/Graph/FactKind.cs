namespace GraphMemory.Engine.Graph;

public enum FactKind
{
    /// <summary>A text about one entity.</summary>
    Observation = 1,
    /// <summary>A typed, directed edge between two entities.</summary>
    Relation = 2,
}
