using System.CommandLine;
using System.Collections.Immutable;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Cli;

/// <summary>The options that every command takes.</summary>
internal static class CommonOptions
{
    public static readonly Option<string> Data = new("--data") { Description = "Data folder", HelpName = "DIR", Recursive = true };
    public static readonly Option<string> Workspace = new("--workspace", "-w") { Description = "Workspace", HelpName = "NAME", Recursive = true };
    public static readonly Option<string> Config = new("--config") { Description = "Configuration file", HelpName = "FILE", Recursive = true };
    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "Set a configuration key (repeatable)", HelpName = "KEY=VALUE", Recursive = true, Arity = ArgumentArity.OneOrMore,
    };
    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of text", Recursive = true };

    public static IEnumerable<Option> All => [Data, Workspace, Config, Set, Json];

    /// <summary>What the command line says about the configuration; named flags come after <c>--set</c> and win.</summary>
    public static ImmutableArray<ConfigurationEntry> Flags(ParseResult parsed, IEnumerable<(Option Option, string Path)> named) =>
    [
        .. (parsed.GetValue(Set) ?? []).Select(SetEntry),
        .. named.Concat([(Data, ConfigurationKeys.DataFolder), (Workspace, ConfigurationKeys.DataWorkspace)])
            .Where(pair => parsed.GetResult(pair.Option) is { Implicit: false })
            .Select(pair => ConfigurationEntry.FromFlag(
                pair.Option.Name, pair.Path, string.Join(",", parsed.GetResult(pair.Option)!.Tokens.Select(token => token.Value)))),
    ];

    private static ConfigurationEntry SetEntry(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? new(text, "", $"--set {text}", "flag --set")
            : new(text[..equals].Trim(), text[(equals + 1)..].Trim(), $"--set {text[..equals]}", "flag --set");
    }
}
