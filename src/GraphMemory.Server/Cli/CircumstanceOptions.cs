using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli;

/// <summary>The options that say when a statement holds, how sure it is and where it comes from.</summary>
internal sealed class CircumstanceOptions
{
    private readonly Option<string> _from = new("--from") { Description = "Holds since: " + TimeText.Allowed, HelpName = "WHEN" };
    private readonly Option<string> _to = new("--to") { Description = "Holds until (exclusive)", HelpName = "WHEN" };
    private readonly Option<bool> _denied = new("--denied") { Description = "It does NOT hold" };
    private readonly Option<float> _confidence = new("--confidence") { Description = "How sure, 0 to 1", HelpName = "P", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Tag; may be repeated", HelpName = "TAG" };
    private readonly Option<string[]> _metadata = new("--meta") { Description = "Metadata; may be repeated", HelpName = "KEY=VALUE" };
    private readonly Option<long?> _supersedes = new("--supersedes") { Description = "Id of the fact that this one corrects", HelpName = "ID" };
    private readonly Option<string> _session = new("--session") { Description = "Episode it belongs to", HelpName = "NAME" };
    private readonly Option<string> _file = new("--file") { Description = "File it comes from", HelpName = "PATH" };
    private readonly Option<string> _commit = new("--commit") { Description = "Commit it comes from", HelpName = "SHA" };
    private readonly Option<string> _url = new("--url") { Description = "Page it comes from", HelpName = "URL" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_from, _to, _denied, _confidence, _tags, _metadata, _supersedes, _session, _file, _commit, _url])
        {
            command.Add(option);
        }
    }

    public Result<Circumstances> Read(CliRun run)
    {
        var (from, to) = (run.Instant(_from), run.Instant(_to));
        if (!from.IsSuccess) { return from.Problem; }
        if (!to.IsSuccess) { return to.Problem; }
        return new Circumstances
        {
            Polarity = run.Value(_denied) ? Polarity.Denied : Polarity.Affirmed,
            Valid = new ValidTime(from.Value ?? ValidTime.Beginning, to.Value ?? ValidTime.Open),
            SupersedesId = run.Value(_supersedes),
            Confidence = run.Value(_confidence),
            Tags = [.. run.Value(_tags) ?? []],
            Metadata = Pairs(run.Value(_metadata) ?? []),
            Provenance = new Provenance(
                Client: "cli", Session: run.Value(_session), File: run.Value(_file), Commit: run.Value(_commit), Url: run.Value(_url)),
        };
    }

    private static ImmutableSortedDictionary<string, string> Pairs(string[] texts)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            pairs[at < 0 ? text : text[..at]] = at < 0 ? "" : text[(at + 1)..];
        }

        return pairs.ToImmutable();
    }
}
