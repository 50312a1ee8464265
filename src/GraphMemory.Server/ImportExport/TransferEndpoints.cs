using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Cli.Commands;
using GraphMemory.Server.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GraphMemory.Server.ImportExport;

/// <summary>Memories in and out. Both go over a file of ours, so that neither a slow reader nor a slow sender holds a transaction open.</summary>
internal static class TransferEndpoints
{
    private const string Tag = "transfer";

    /// <summary>A whole memory is larger than other bodies may be.</summary>
    private const long UploadBytesMax = 8L << 30;

    private const string Lines = "bundle-ndjson";
    private const string Bundle = "bundle";

    /// <summary>Those that are one file, and the bundle as a tar file.</summary>
    private static readonly RestParameter<string> Target = RestParameter.Choice(
        "format", "How it is written; the bundles hold the whole history", Lines,
        [.. MemoryFormats.Names(format => format.CanExport && (format.IsOneFile || format.Name == Bundle))]);

    private static readonly RestParameter<string?> Source = RestParameter.Text("format", "Name of the format; found out by content when left out", 64);
    private static readonly RestParameter<bool> IsDryRun = RestParameter.Flag("dryRun", "Count what would happen, change nothing");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("exportMemory", "GET", "/export", Tag, "Write a workspace down: one consistent state, with its whole history", ExportAsync)
        {
            Parameters = [Target], IsStream = true, Freshness = RestFreshness.Log,
            Answer = new RestAnswer(200, null, "The file; the header GraphMemory-Seq says which log position it stands for.", RestContent.Ndjson),
            Problems = [ImportProblems.FileFault, RestProblems.BadParameter],
        },
        new("importMemory", "POST", "/import", Tag, "Bring in memories; doing it twice changes nothing", ImportAsync)
        {
            Parameters = [Source, IsDryRun], IsStream = true,
            Body = new RestBody(null, "A file of any known format.", RestContent.Ndjson, RestContent.Octets, RestContent.Json, "application/x-tar", "application/zip"),
            Answer = RestAnswer.Json(TransferJsonContext.Default.ImportShape, "What became of the records."),
            Problems = [ImportProblems.UnknownFormat, ImportProblems.BadBundle, ImportProblems.NewerBundle, ImportProblems.WorkspaceNotEmpty, ImportProblems.WorkspaceInUse, RestProblems.BadParameter, Http.HttpProblems.BodyTooLarge],
        },
    ];

    private static async ValueTask<RestReply> ExportAsync(RestCall call)
    {
        var name = call.Value(Target);
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        _ = MemoryFormats.Create().TryGet(name, out var format);
        using var scratch = new ScratchFolder(call.Memory.Folder.Path);
        var path = Path.Combine(scratch.Path, name == Bundle ? "bundle.tar" : "memory");
        var report = await format!.ExportAsync(new ExportJob(path, workspace.Value.Name, call.Memory.Store, call.Memory.Queries)
        {
            Gate = ExportGate.Of(call.Memory.Plugins.Hooks, workspace.Value.Name),
        }, call.Aborted);
        if (!report.IsSuccess) { return report.Problem; }
        var response = call.Http.Response;
        response.ContentType = name switch { Bundle => "application/x-tar", Lines => RestContent.Ndjson, _ => RestContent.Octets };
        response.ContentLength = new FileInfo(path).Length;
        response.Headers.ETag = RestTags.Of(call, workspace.Value, isTimely: false);
        response.Headers["GraphMemory-Seq"] = report.Value.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.SendFileAsync(path, call.Aborted);
        return RestReply.Written;
    }

    private static async ValueTask<RestReply> ImportAsync(RestCall call)
    {
        var (name, dryRun) = (call.Value(Source), call.Value(IsDryRun));
        if (call.Problem is { } problem) { return problem; }
        using var scratch = new ScratchFolder(call.Memory.Folder.Path);
        var path = Path.Combine(scratch.Path, "upload");
        await ReceiveAsync(call, path);
        var format = MemoryFormats.Choose(MemoryFormats.With(call.Memory.Plugins.Formats()), name, path);
        if (!format.IsSuccess) { return Unnamed(format.Problem, scratch.Path); }
        var began = call.Host.Time.GetTimestamp();
        var job = new ImportJob(
            path, call.WorkspaceName, call.Memory.Store, call.Memory.Commands, call.Memory.Options.Limits.ToGraphLimits(),
            Path.Combine(scratch.Path, "checkpoint"), Path.Combine(scratch.Path, "rejects"));
        var report = dryRun
            ? await Pipeline.DryRun.RunAsync(call.Memory, format.Value, job, call.Host.Time, call.Aborted)
            : await format.Value.ImportAsync(job, call.Aborted);
        call.Host.Watch.Nudge();
        return report.IsSuccess
            ? RestReply.Of(Shape(format.Value, call.WorkspaceName, dryRun, report.Value, call.Host.Time.GetElapsedTime(began)), TransferJsonContext.Default.ImportShape)
            : Unnamed(report.Problem, scratch.Path);
    }

    private static ImportShape Shape(IMemoryFormat format, string workspace, bool isDryRun, ImportReport report, TimeSpan elapsed) => new(
        format.Name, workspace, isDryRun, report.Read, report.Created, report.Updated, report.Skipped, report.Rejected, report.Healed, report.Lost,
        Math.Round(elapsed.TotalMilliseconds), RejectsFile: null);

    private static async Task ReceiveAsync(RestCall call, string path)
    {
        call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = UploadBytesMax;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        await using var file = new FileStream(path, options);
        await call.Http.Request.Body.CopyToAsync(file, call.Aborted);
    }

    /// <summary>Where we kept the upload is nobody's business.</summary>
    private static Problem Unnamed(Problem problem, string folder) => problem with
    {
        Detail = problem.Detail.Replace(Path.Combine(folder, "upload"), "The upload", StringComparison.Ordinal),
    };
}
