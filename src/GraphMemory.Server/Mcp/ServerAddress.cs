namespace GraphMemory.Server.Mcp;

/// <summary>A server that runs on the same data folder, and the token it asks for.</summary>
internal sealed record ServerAddress(Uri Url, string Token);
