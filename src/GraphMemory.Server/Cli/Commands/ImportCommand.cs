using System.CommandLine;
using System.Text.Json.Serialization;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>What became of the records of an import.</summary>
/// <param name="RejectsFile">Records that could not be used, with the reasons; left out when there are none.</param>
internal sealed record ImportShape(
    string Format, string Workspace, bool DryRun, long Read, long Created, long Updated, long Skipped, long Rejected, long Healed, string? RejectsFile);

/// <param name="Seq">Log position that the file stands for.</param>
internal sealed record ExportShape(string Format, string Workspace, string Path, long Written, long Seq);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportShape))]
[JsonSerializable(typeof(ExportShape))]
internal sealed partial class TransferJsonContext : JsonSerializerContext;

internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _path = new("path") { Description = "File or folder to read" };
    private readonly Option<string> _format = new("--format", "-f") { Description = "Format; found out by content when left out", HelpName = "NAME" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Count what would happen, change nothing" };
    private readonly Option<string> _rejects = new("--rejects") { Description = "Where records go that cannot be used", HelpName = "FILE" };

    public ImportCommand(CliEnvironment environment) : base(
        environment, "import", "Bring in memories; doing it twice changes nothing, and an interrupted import goes on where it stopped",
        "graphmemory import memory.jsonl",
        "graphmemory import memory.jsonl --dry-run --json",
        "graphmemory import ./bundle --workspace copy")
    {
        Add(_path);
        Add(_format);
        Add(_dryRun);
        Add(_rejects);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var source = Path.GetFullPath(run.Value(_path)!);
        var format = MemoryFormats.Choose(MemoryFormats.Create(), run.Value(_format), source);
        if (!format.IsSuccess) { return run.Fail(format.Problem); }
        var (stop, rejects) = (run.Environment.ListenForStop(), Path.GetFullPath(run.Value(_rejects) ?? source + ".rejects.jsonl"));
        using var bar = new ProgressBar(run.Environment, "import");
        var report = await format.Value.ImportAsync(Job(run, memory, source, rejects, bar), stop);
        if (report.IsSuccess && !run.Value(_dryRun)) { memory.CompactIndex(); }
        bar.Dispose();
        return report.IsSuccess ? Show(run, memory, format.Value, report.Value, rejects) : run.Fail(report.Problem);
    });

    private static string CheckpointPath(MemoryHost memory, string source) =>
        Path.Combine(Directory.CreateDirectory(memory.Folder.ImportsPath).FullName, $"{MemoryFileState.KeyOf(source)}.json");

    private ImportJob Job(CliRun run, MemoryHost memory, string source, string rejects, ProgressBar bar) => new(
        source, memory.Options.Data.WorkspaceInUse, memory.Store, memory.Commands, memory.Options.Limits.ToGraphLimits(), run.Value(_dryRun),
        CheckpointPath(memory, source), rejects,
        report => bar.Report(new(report.Read, null, "records")));

    private int Show(CliRun run, MemoryHost memory, IMemoryFormat format, ImportReport report, string rejects)
    {
        var shape = new ImportShape(
            format.Name, memory.Options.Data.WorkspaceInUse, run.Value(_dryRun), report.Read, report.Created, report.Updated, report.Skipped,
            report.Rejected, report.Healed, report.Rejected > 0 ? rejects : null);
        return run.Answer(shape, TransferJsonContext.Default.ImportShape, output =>
        {
            var word = shape.DryRun ? run.Style.Yellow("would import") : run.Style.Green("imported");
            output.WriteLine($"{word}  {shape.Read:N0} records as {shape.Format} into {SafeText.Line(shape.Workspace)}");
            output.WriteLine($"  created {shape.Created:N0}, added to {shape.Updated:N0}, known already {shape.Skipped:N0}, healed {shape.Healed:N0}, rejected {shape.Rejected:N0}");
            if (shape.RejectsFile is not null) { run.Say($"The rejected records and the reasons are in {shape.RejectsFile}"); }
        });
    }
}
