using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli;

/// <summary>The options that every command takes, known by name.</summary>
internal static class GlobalOptions
{
    public const string Data = "--data";
    public const string Workspace = "--workspace";
    public const string Config = "--config";
    public const string Set = "--set";
    public const string Json = "--json";
    public const string NoPager = "--no-pager";

    private static readonly ImmutableArray<(string Flag, string Path)> Keys =
        [(Data, ConfigurationKeys.DataFolder), (Workspace, ConfigurationKeys.DataWorkspace)];

    public static IEnumerable<Option> Create() =>
    [
        new Option<string>(Data) { Description = "Data folder", HelpName = "DIR", Recursive = true },
        new Option<string>(Workspace, "-w") { Description = "Workspace", HelpName = "NAME", Recursive = true },
        new Option<string>(Config) { Description = "Configuration file", HelpName = "FILE", Recursive = true },
        new Option<string[]>(Set) { Description = "Set a configuration key; may be repeated", HelpName = "KEY=VALUE", Recursive = true },
        new Option<bool>(Json) { Description = "Print JSON instead of text", Recursive = true },
        new Option<bool>(NoPager) { Description = "Print long text without a pager", Recursive = true },
    ];

    /// <summary>What the command line says about the configuration; flags with a name of their own come after <c>--set</c> and win.</summary>
    public static ImmutableArray<ConfigurationEntry> Flags(ParseResult parsed, IEnumerable<(string Flag, string Path)> named) =>
    [
        .. (parsed.GetValue<string[]>(Set) ?? []).Select(SetEntry),
        .. named.Concat(Keys).Select(pair => NamedEntry(parsed, pair.Flag, pair.Path)).OfType<ConfigurationEntry>(),
    ];

    private static ConfigurationEntry? NamedEntry(ParseResult parsed, string flag, string path) =>
        parsed.GetResult(flag) is System.CommandLine.Parsing.OptionResult { Implicit: false } result
            ? new(path, string.Join(',', result.Tokens.Select(token => token.Value)), flag, $"flag {flag}")
            : null;

    private static ConfigurationEntry SetEntry(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(text.Trim(), "", $"{Set} {text}", $"flag {Set}")
            : new(text[..equals].Trim(), text[(equals + 1)..].Trim(), $"{Set} {text[..equals]}", $"flag {Set}");
    }
}
