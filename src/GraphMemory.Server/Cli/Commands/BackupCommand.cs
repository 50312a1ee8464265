using System.CommandLine;
using System.Globalization;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BackupCommand : CliCommand
{
    private readonly Argument<string?> _file = new("file") { Description = "File to write; a dated one in this folder when left out", Arity = ArgumentArity.ZeroOrOne };

    public BackupCommand(CliEnvironment environment) : base(
        environment, "backup", "Write one verified file with everything in it, while others read and write",
        "graphmemory backup",
        "graphmemory backup /mnt/safe/memory.db --json") => Add(_file);

    protected override Task<int> RunAsync(CliRun run) => run.WithMemoryAsync(memory =>
    {
        var file = run.Value(_file) ?? run.Environment.Time.GetUtcNow().ToString("'graphmemory-'yyyyMMdd'T'HHmmss'Z.db'", CultureInfo.InvariantCulture);
        using var bar = new ProgressBar(run.Environment, "backup");
        var report = memory.Backup(file, new Share(bar), run.Environment.ListenForStop());
        if (!report.IsSuccess) { return Task.FromResult(run.Fail(report.Problem)); }
        bar.Dispose();
        return Task.FromResult(run.Answer(BackupShape.Of(report.Value), BackupJsonContext.Default.BackupShape, output =>
        {
            output.WriteLine($"{run.Style.Green("backed up")}  {report.Value.Path}  {run.Style.Dim(ByteText.Of(report.Value.Bytes))}");
            output.WriteLine(run.Style.Dim($"sha256 {report.Value.Sha256}"));
        }));
    });

    private sealed class Share(ProgressBar bar) : IProgress<double>
    {
        public void Report(double value) => bar.Report(new((long)(value * 100), 100, "%"));
    }
}
