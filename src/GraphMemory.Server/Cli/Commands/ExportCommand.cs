using System.CommandLine;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string> _path = new("path") { Description = "File or folder to write" };
    private readonly Option<string> _format;

    public ExportCommand(CliEnvironment environment) : base(
        environment, "export", "Write a workspace down: a lossless bundle, or the reference server's memory.jsonl",
        "graphmemory export ./bundle",
        "graphmemory export memory.jsonl --format reference-jsonl --json")
    {
        var names = MemoryFormats.Create().Items.Select(format => format.Name).ToArray();
        _format = new("--format", "-f") { Description = $"Format: {string.Join(", ", names)}", HelpName = "NAME", DefaultValueFactory = _ => names[0] };
        Add(_path);
        Add(_format);
    }

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(async memory =>
    {
        var workspace = memory.Options.Data.WorkspaceInUse;
        var known = await memory.WorkspaceToReadAsync(CancellationToken.None);
        if (!known.IsSuccess) { return run.Fail(known.Problem); }
        var formats = MemoryFormats.Create();
        if (!formats.TryGet(run.Value(_format)!, out var format)) { return run.Fail(Unknown(formats, run.Value(_format)!)); }
        var target = Path.GetFullPath(run.Value(_path)!);
        using var bar = new ProgressBar(run.Environment, "export");
        var job = new ExportJob(target, workspace, memory.Store, memory.Queries, written => bar.Report(new(written, null, "records")));
        var report = await format.ExportAsync(job, run.Environment.ListenForStop());
        bar.Dispose();
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        var shape = new ExportShape(format.Name, workspace, target, report.Value.Written, report.Value.Seq);
        return run.Answer(shape, TransferJsonContext.Default.ExportShape, output =>
            output.WriteLine($"{run.Style.Green("exported")}  {shape.Written:N0} records as {shape.Format} to {shape.Path}"));
    });

    private static Engine.Errors.Problem Unknown(Registry<IMemoryFormat> formats, string name) => ImportProblems.UnknownFormat.With(
        $"There is no format \"{name}\".",
        new Engine.Errors.FieldProblem("--format", "is not known", $"Use one of {string.Join(", ", formats.Items.Select(format => format.Name))}."));
}
