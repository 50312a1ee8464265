using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Ancestor.Settings;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _path = new("path") { Description = "File, folder or archive to read; .gz is unpacked as it is read" };
    private readonly Option<string> _from = new("--from", "--format", "-f") { HelpName = "FORMAT", DefaultValueFactory = _ => MemoryFormats.Auto };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Import into a copy that is thrown away, and tell what would happen" };
    private readonly Option<string> _rejects = new("--rejects") { Description = "Where records go that cannot be used", HelpName = "FILE" };
    private readonly Option<bool> _writeConfig = new("--write-config") { Description = "Settings of another program: put those that are keys here into config.json of the data folder" };
    private readonly ImportSettings _settings = new();

    public ImportCommand(CliEnvironment environment) : base(
        environment, "import", "Bring in memories; doing it twice changes nothing, and an interrupted import goes on where it stopped",
        "graphmemory import memory.jsonl",
        "graphmemory import memories.json --dry-run --json",
        "graphmemory import ./bundle --workspace copy")
    {
        _from.Description = $"Format, found out by content when left out: {string.Join(", ", MemoryFormats.Names(format => format.CanImport))}; or an enabled plugin that imports";
        Add(_path);
        Add(_from);
        Add(_dryRun);
        Add(_rejects);
        Add(_writeConfig);
        _settings.AddTo(this);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var source = Path.GetFullPath(run.Value(_path)!);
        var format = MemoryFormats.Choose(MemoryFormats.With(memory.Plugins.Formats()), run.Value(_from), source);
        if (!format.IsSuccess) { return run.Fail(format.Problem); }
        var options = _settings.Read(run);
        if (!options.IsSuccess) { return run.Fail(options.Problem); }
        var began = run.Environment.Time.GetTimestamp();
        var rejects = Path.GetFullPath(run.Value(_rejects) ?? RejectsFile.PathOf(source));
        var report = await ImportAsync(run, memory, format.Value, new ImportPlan(source, rejects, options.Value));
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        if (run.Value(_writeConfig) && WriteConfig(run, memory, format.Value, source) is { } problem) { return run.Fail(problem); }
        return Show(run, memory, format.Value, report.Value, rejects, run.Environment.Time.GetElapsedTime(began));
    });

    private Problem? WriteConfig(CliRun run, MemoryHost memory, IMemoryFormat format, string source)
    {
        if (format is not SettingsFormat)
        {
            return CliProblems.BadUsage.With("There are no settings to write.", new FieldProblem("--write-config", $"does not fit a source of the format {format.Name}", "Leave it out."));
        }

        if (run.Value(_dryRun)) { return null; }
        var path = Path.Combine(memory.Options.Data.Folder, ConfigurationFile.Name);
        var written = SettingsWriting.Write(source, path);
        if (!written.IsSuccess) { return written.Problem; }
        run.Say(written.Value.Count == 0 ? $"{path} needs nothing more" : $"wrote {string.Join(", ", written.Value)} to {path}");
        return null;
    }

    private sealed record ImportPlan(string Source, string Rejects, ImportOptions Options);

    private async Task<Result<ImportReport>> ImportAsync(CliRun run, MemoryHost memory, IMemoryFormat format, ImportPlan plan)
    {
        using var bar = new ProgressBar(run.Environment, "import");
        var stop = run.Environment.ListenForStop();
        var job = new ImportJob(
            plan.Source, memory.Options.Data.WorkspaceInUse, memory.Store, memory.Commands, memory.Options.Limits.ToGraphLimits(),
            CheckpointPath(memory, plan.Source), plan.Rejects, progress => bar.Report(Progress(progress))) { Options = plan.Options };
        if (run.Value(_dryRun)) { return await DryRun.RunAsync(memory, format, job, run.Environment.Time, stop); }
        var report = await memory.WithCheckpointsAsync(run.Environment.Time, () => format.ImportAsync(job, stop));
        if (report.IsSuccess) { memory.CompactIndex(); }
        return report;
    }

    private static WorkProgress Progress(ImportProgress progress) => progress.BytesTotal > 0
        ? new(progress.BytesRead, progress.BytesTotal, WorkProgress.Bytes, progress.Report.Read)
        : new(progress.Report.Read, null, "records");

    private static string CheckpointPath(MemoryHost memory, string source) => Path.Combine(
        Directory.CreateDirectory(memory.Folder.ImportsPath).FullName, $"{MemoryFileState.KeyOf($"{source}\n{memory.Options.Data.WorkspaceInUse}")}.json");

    private int Show(CliRun run, MemoryHost memory, IMemoryFormat format, ImportReport report, string rejects, TimeSpan elapsed)
    {
        var shape = new ImportShape(
            format.Name, memory.Options.Data.WorkspaceInUse, run.Value(_dryRun), report.Read, report.Created, report.Updated, report.Skipped,
            report.Rejected, report.Healed, report.Lost, Math.Round(elapsed.TotalMilliseconds),
            report.Rejected > 0 && !run.Value(_dryRun) ? rejects : null);
        return run.Answer(shape, TransferJsonContext.Default.ImportShape, output =>
        {
            var word = shape.DryRun ? run.Style.Yellow("would import") : run.Style.Green("imported");
            output.WriteLine($"{word}  {shape.Read:N0} records as {shape.Format} into {SafeText.Line(shape.Workspace)}");
            output.WriteLine($"  created {shape.Created:N0}, added to {shape.Updated:N0}, known already {shape.Skipped:N0}, healed {shape.Healed:N0}, rejected {shape.Rejected:N0}");
            LossText.Write(output, "left out", shape.Lost);
            if (shape.RejectsFile is not null) { run.Say($"The rejected records and the reasons are in {shape.RejectsFile}"); }
        });
    }
}
