using System.Collections.Immutable;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Hooks;

/// <summary>The words of one <c>graphmemory hook</c>. Read by hand: the command tree would cost more than the answer.</summary>
/// <param name="TimeoutMs">Instead of the event's own patience.</param>
/// <param name="Format">How the client wants its answer; null for the way of Claude Code.</param>
internal sealed record HookSettings(string Event, string? Format, int? BudgetTokens, int? TimeoutMs, string? File, ImmutableArray<ConfigurationEntry> Flags)
{
    /// <summary>Null when the words make no sense.</summary>
    public static HookSettings? Of(ReadOnlySpan<string> words)
    {
        if (words.IsEmpty) { return null; }
        var settings = new HookSettings(words[0], null, null, null, null, []);
        for (var i = 1; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || settings.With(words[i], words[i + 1]) is not { } more) { return null; }
            settings = more;
        }

        return settings;
    }

    private HookSettings? With(string option, string value) => option switch
    {
        HookOptions.Format => this with { Format = value },
        HookOptions.Budget => int.TryParse(value, out var tokens) && tokens is >= HookOptions.BudgetMin and <= HookOptions.BudgetMax ? this with { BudgetTokens = tokens } : null,
        HookOptions.Timeout => int.TryParse(value, out var ms) && ms is >= HookOptions.TimeoutMin and <= HookOptions.TimeoutMax ? this with { TimeoutMs = ms } : null,
        GlobalOptions.Config => this with { File = value },
        GlobalOptions.Data => Flag(ConfigurationKeys.DataFolder, value, option),
        GlobalOptions.Workspace or "-w" => Flag(ConfigurationKeys.DataWorkspace, value, option),
        GlobalOptions.Set when value.Split('=', 2) is [var key, var text] => Flag(key, text, option),
        _ => null,
    };

    private HookSettings Flag(string key, string value, string option) => this with { Flags = Flags.Add(new(key, value, option, $"flag {option}")) };
}

/// <summary>What a hook takes beside the options of every command.</summary>
internal static class HookOptions
{
    public const string Format = "--format";
    public const string Budget = "--budget";
    public const string Timeout = "--timeout-ms";
    public const int TimeoutMin = 10;
    public const int TimeoutMax = 600_000;
    public const int BudgetMin = 64;
    public const int BudgetMax = 10_000;
}
