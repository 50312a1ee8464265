using System.Net;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Configuration;

/// <summary>Rules that one key alone cannot check.</summary>
internal static class ConfigurationRules
{
    public static IEnumerable<FieldProblem> Check(
        GraphMemoryOptions options, string? file, ConfigurationSources sources, IReadOnlyDictionary<string, string> origins)
    {
        if (file is not null && sources.File is null && origins.GetValueOrDefault(ConfigurationKeys.DataFolder) == $"file {file}")
        {
            yield return new(ConfigurationKeys.DataFolder, "The file inside a data folder cannot name another data folder",
                "Remove the key, or set GRAPHMEMORY_DATA or --data.");
        }

        foreach (var problem in VectorsKeys.Check(options.Vectors)) { yield return problem; }
        if (IsLoopback(options.Server.Bind)) { yield break; }
        if (!options.Server.AllowNonLoopback)
        {
            yield return new(ConfigurationKeys.ServerBind, $"{options.Server.Bind} can be reached by other machines",
                "Bind 127.0.0.1, or allow it with --set server.allow_non_loopback=true.");
        }

        if (options.Server.TokenRequired == TokenRule.Never)
        {
            yield return new("server.token_required", "Without a token every machine that reaches the address could write",
                "Use writes or always when server.bind is not a loopback address.");
        }
    }

    public static bool IsLoopback(string bind) => bind == "localhost" || (IPAddress.TryParse(bind, out var address) && IPAddress.IsLoopback(address));
}
