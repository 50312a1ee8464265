using System.Collections.Immutable;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Setup;

/// <summary>What a client is told to start.</summary>
/// <param name="Executable">Full path of the binary.</param>
/// <param name="Data">Null leaves the folder to the platform's convention.</param>
internal sealed record SetupOptions(Platform Platform, string Executable, string? Data, string? Workspace, string? Tools)
{
    /// <summary>The name under which clients know the server.</summary>
    public const string ServerName = "graphmemory";

    /// <summary>False: the arguments of an entry that exists are kept.</summary>
    public bool HasArguments => Data is not null || Workspace is not null || Tools is not null;

    public ImmutableArray<string> Arguments => ["mcp", .. Places(), .. Tools is null ? Array.Empty<string>() : ["--tools", Tools]];

    /// <summary>How the command line of a hook of this binary begins, whatever follows.</summary>
    public string HookStart(string name) => $"{Quoted(Executable)} hook {name}";

    /// <summary>The command line of a hook, as a shell takes it.</summary>
    public string HookCommand(string name, string? format = null) =>
        string.Join(' ', new[] { HookStart(name) }.Concat(format is null ? [] : ["--format", format]).Concat(Places().Select(Quoted)));

    /// <summary>Whether a hook that stands in a client's file is one of ours, of whatever binary.</summary>
    public static bool IsOurHook(string command) =>
        command.Contains(ServerName, StringComparison.OrdinalIgnoreCase) && command.Contains(" hook ", StringComparison.Ordinal);

    private IEnumerable<string> Places()
    {
        if (Data is not null) { yield return "--data"; yield return Data; }
        if (Workspace is not null) { yield return "--workspace"; yield return Workspace; }
    }

    private string Quoted(string word)
    {
        if (Platform == Platform.Windows) { return word.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) ? $"\"{word}\"" : word; }
        return word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '+' or ':' or '@' or '=') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
