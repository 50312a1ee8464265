using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>The options that say what an answer may be drawn from.</summary>
internal sealed class RecallFilterOptions
{
    private readonly Option<string[]> _types = new("--type", "-t") { Description = "Entities of this type; may be repeated", HelpName = "TYPE" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Facts with this tag; repeated: with all of them", HelpName = "TAG" };
    private readonly Option<string[]> _about = new("--about", "-a") { Description = "Facts about this entity; may be repeated", HelpName = "NAME" };
    private readonly Option<string> _session = new("--session") { Description = "Facts of this episode", HelpName = "NAME" };
    private readonly Option<string> _source = new("--source") { Description = "Facts from this principal, client, tool, file, commit or URL", HelpName = "TEXT" };
    private readonly Option<string> _since = new("--since") { Description = "Recorded since: " + TimeText.Allowed, HelpName = "WHEN" };
    private readonly Option<string> _until = new("--until") { Description = "Recorded before", HelpName = "WHEN" };
    private readonly Option<string> _validAt = new("--valid-at") { Description = "What held then", HelpName = "WHEN" };

    private readonly Option<string[]> _tiers = new("--tier") { Description = "Facts of this tier (core, working, archive); may be repeated. All but the archive when not given", HelpName = "TIER" };

    public void AddTo(Command command)
    {
        _tiers.AcceptOnlyFromAmong([.. TierNames.All]);
        foreach (Option option in (Option[])[_types, _tags, _about, _session, _source, _since, _until, _validAt, _tiers]) { command.Add(option); }
    }

    public Result<RecallFilter> Read(CliRun run)
    {
        var (since, until, validAt) = (run.Instant(_since), run.Instant(_until), run.Instant(_validAt));
        if ((since.Problem ?? until.Problem ?? validAt.Problem) is { } problem) { return problem; }
        return new RecallFilter
        {
            Types = [.. run.Value(_types) ?? []],
            Tags = [.. run.Value(_tags) ?? []],
            About = [.. run.Value(_about) ?? []],
            Session = run.Value(_session),
            Source = run.Value(_source),
            RecordedFromMs = since.Value,
            RecordedToMs = until.Value,
            ValidAtMs = validAt.Value,
            Tiers = [.. (run.Value(_tiers) ?? []).Select(name => TierNames.Parse(name)!.Value)],
        };
    }
}
