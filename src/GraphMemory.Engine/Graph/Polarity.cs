namespace GraphMemory.Engine.Graph;

/// <summary>What a fact says of its object over its valid time.</summary>
public enum Polarity
{
    /// <summary>It holds.</summary>
    Affirmed = 1,
    /// <summary>It does not hold: "svc does not use redis".</summary>
    Denied = -1,
    /// <summary>The earlier statement is withdrawn for this valid time and nothing is put in its place.</summary>
    Retracted = 0,
}
