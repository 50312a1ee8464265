using System.Security.Cryptography;

namespace GraphMemory.Server.Hosting;

/// <summary>Which start of which server this is.</summary>
internal sealed record ServerIdentity(string Instance, DateTimeOffset StartedAt)
{
    public static ServerIdentity New(TimeProvider time) => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), time.GetUtcNow());
}
