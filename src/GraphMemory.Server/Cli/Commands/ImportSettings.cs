using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Csv;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>The options that say how records are taken.</summary>
internal sealed class ImportSettings
{
    private readonly Option<string> _onConflict = new("--on-conflict")
    {
        Description = "When the source says something new under a known id: skip, overwrite, duplicate, newest",
        HelpName = "RULE",
        DefaultValueFactory = _ => "skip",
    };

    private readonly Option<string> _about = new("--about") { Description = "Entity that memories without a subject are about", HelpName = "NAME" };
    private readonly Option<string> _type = new("--type") { Description = "Type of entities that the source gives none", HelpName = "TYPE" };
    private readonly Option<string> _zone = new("--zone") { Description = "Time zone of times without an offset; UTC when left out", HelpName = "ZONE" };
    private readonly Option<string> _map = new("--map") { Description = "JSON file that says which column means what, as {\"text\": \"Body\"}", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_onConflict, _about, _type, _zone, _map]) { command.Add(option); }
    }

    public Result<ImportOptions> Read(CliRun run)
    {
        var options = new ImportOptions { About = run.Value(_about), Type = run.Value(_type) };
        if (run.Value(_map) is { } path)
        {
            var map = ColumnMap.Read(Path.GetFullPath(path));
            if (!map.IsSuccess) { return map.Problem; }
            options = options with { Columns = map.Value };
        }

        return Of(run.Value(_onConflict), run.Value(_zone), options);
    }

    /// <summary>The options with a rule and a zone given by name; every door reads them so.</summary>
    public static Result<ImportOptions> Of(string? onConflict, string? zone, ImportOptions options)
    {
        if (!Enum.TryParse<ConflictPolicy>(onConflict ?? "skip", ignoreCase: true, out var policy) || !Enum.IsDefined(policy) || int.TryParse(onConflict, out _))
        {
            return CliProblems.BadUsage.With(
                "The rule for conflicts is not known.",
                new FieldProblem("--on-conflict", $"\"{onConflict}\" is no rule", "Use skip, overwrite, duplicate or newest."));
        }

        return ZoneText.Parse(zone ?? "UTC") is { } found
            ? options with { OnConflict = policy, Zone = found }
            : CliProblems.BadUsage.With(
                "The time zone is not known.", new FieldProblem("--zone", $"\"{zone}\" is no time zone", "Use UTC, a name such as Europe/Berlin, or an offset such as +02:00."));
    }
}
