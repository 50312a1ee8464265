using System.CommandLine;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class RestoreCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A file that backup wrote" };

    public RestoreCommand(CliEnvironment environment) : base(
        environment, "restore", "Put a verified backup in place; the earlier database is kept aside",
        "graphmemory restore graphmemory-20260301T120000Z.db",
        "graphmemory restore /mnt/safe/memory.db --data ./memory --json") => Add(_file);

    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration();
        if (!loaded.IsSuccess) { return Task.FromResult(run.Fail(loaded.Problem)); }
        var report = StoreCare.Restore(new DataFolder(loaded.Value.Options.Data.Folder), Path.GetFullPath(run.Value(_file)!), run.Environment.Time);
        if (!report.IsSuccess) { return Task.FromResult(run.Fail(report.Problem)); }
        var (database, previous) = (report.Value.DatabasePath, report.Value.PreviousPath);
        var shape = new RestoreShape(database, previous, [.. report.Value.Workspaces.Select(BackupWorkspaceShape.Of)]);
        return Task.FromResult(run.Answer(shape, BackupJsonContext.Default.RestoreShape, output =>
        {
            output.WriteLine($"{run.Style.Green("restored")}  {database}");
            if (previous is not null) { output.WriteLine($"the earlier database is kept as {previous}"); }
        }));
    }
}
