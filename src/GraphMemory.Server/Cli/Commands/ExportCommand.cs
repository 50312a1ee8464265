using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ExportCommand : CliCommand
{
    private const string StandardOutput = "-";

    private readonly Argument<string> _path = new("path") { Description = "File or folder to write; - writes a format that is one file to stdout" };
    private readonly Option<string> _to = new("--to", "--format", "-f") { HelpName = "FORMAT" };

    public ExportCommand(CliEnvironment environment) : base(
        environment, "export", "Write a workspace down, lossless or in the form of another tool, and say what that form cannot hold",
        "graphmemory export ./bundle",
        "graphmemory export memory.jsonl --to reference-jsonl --json",
        "graphmemory export - --to json")
    {
        var names = MemoryFormats.Names(format => format.CanExport).ToArray();
        _to.Description = $"Format: {string.Join(", ", names)}";
        _to.DefaultValueFactory = _ => names[0];
        Add(_path);
        Add(_to);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var known = await memory.WorkspaceToReadAsync(CancellationToken.None);
        if (!known.IsSuccess) { return run.Fail(known.Problem); }
        var formats = MemoryFormats.Create();
        if (!formats.TryGet(run.Value(_to)!, out var format)) { return run.Fail(Unknown(formats, run.Value(_to)!)); }
        var report = await ExportAsync(run, memory, format);
        return report.IsSuccess ? Show(run, memory, format, report.Value) : run.Fail(report.Problem);
    });

    private async Task<Result<ExportReport>> ExportAsync(CliRun run, MemoryHost memory, IMemoryFormat format)
    {
        using var bar = new ProgressBar(run.Environment, "export");
        var job = new ExportJob(Target(run), memory.Options.Data.WorkspaceInUse, memory.Store, memory.Queries, written => bar.Report(new(written, null, "records")))
        {
            Gate = ExportGate.Of(memory.Plugins.Hooks, memory.Options.Data.WorkspaceInUse),
        };
        if (!IsToOutput(run)) { return await format.ExportAsync(job, run.Environment.ListenForStop()); }
        await using var output = new BufferedStream(run.Environment.OpenStreams().Output, 1 << 16);
        return await format.ExportAsync(job with { Output = output }, run.Environment.ListenForStop());
    }

    private int Show(CliRun run, MemoryHost memory, IMemoryFormat format, ExportReport report)
    {
        var shape = new ExportShape(format.Name, memory.Options.Data.WorkspaceInUse, Target(run), report.Written, report.Seq, report.Lost);
        if (IsToOutput(run))
        {
            Describe(run.Environment.Error);
            return ExitCodes.Done;
        }

        return run.Answer(shape, TransferJsonContext.Default.ExportShape, Describe);

        void Describe(TextWriter output)
        {
            output.WriteLine($"{run.Style.Green("exported")}  {shape.Written:N0} records as {shape.Format} to {shape.Path}");
            LossText.Write(output, "the format cannot hold", shape.Lost);
        }
    }

    private bool IsToOutput(CliRun run) => run.Value(_path) == StandardOutput;

    private string Target(CliRun run) => IsToOutput(run) ? StandardOutput : Path.GetFullPath(run.Value(_path)!);

    private static Problem Unknown(Registry<IMemoryFormat> formats, string name) => ImportProblems.UnknownFormat.With(
        $"There is no format \"{name}\".",
        new FieldProblem("--to", "is not known", $"Use one of {string.Join(", ", formats.Items.Where(format => format.CanExport).Select(format => format.Name))}."));
}
