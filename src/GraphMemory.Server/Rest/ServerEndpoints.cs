using System.Globalization;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Cli.Commands;
using GraphMemory.Server.Cli.Doctor;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Rest;

/// <summary>What one workspace holds.</summary>
internal sealed record StatsShape(
    string Workspace, long Entities, long Observations, long Relations, long OpenConflicts, long HeadSeq, long LogStartSeq, string CreatedAt,
    long DatabaseBytes, long WalBytes, bool Writable, string Version);

internal sealed record SettingListShape(SettingShape[] Items);

internal sealed record CheckListShape(CheckShape[] Items, bool Sound);

internal sealed record RegistryListShape(RegistryShape[] Items);

/// <param name="Name">Name of the file below "backups" in the data folder; a dated one when left out.</param>
internal sealed record BackupBody(string? Name = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StatsShape))]
[JsonSerializable(typeof(SettingListShape))]
[JsonSerializable(typeof(CheckListShape))]
[JsonSerializable(typeof(RegistryListShape))]
[JsonSerializable(typeof(BackupBody))]
[JsonSerializable(typeof(BackupShape))]
internal sealed partial class ServerJson : JsonSerializerContext;

/// <summary>The server itself: what it holds, what it knows by name, how it is set up, whether it is well.</summary>
internal static class ServerEndpoints
{
    private const string Tag = "server";
    private const string BackupsFolder = "backups";
    private const string IntegrityCheck = "integrity";

    private static readonly RestParameter<bool> Thorough = RestParameter.Flag("thorough", "Also read every page of the database, which takes as long as it is large");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("getStats", "GET", "/stats", Tag, "Count what a workspace holds", StatsAsync)
        {
            Answer = RestAnswer.Json(ServerJson.Default.StatsShape, "The counts."),
        },
        new("getRegistry", "GET", "/registry", Tag, "List everything that has a name: tools, operations, formats, configuration keys, problem codes", Registry)
        {
            Freshness = RestFreshness.Program, UsesWorkspace = false, Answer = RestAnswer.Json(ServerJson.Default.RegistryListShape, "The lists."),
        },
        new("getConfig", "GET", "/config", Tag, "Show every setting in force and where it comes from; secrets are masked", Config)
        {
            UsesWorkspace = false, Answer = RestAnswer.Json(ServerJson.Default.SettingListShape, "The settings."),
        },
        new("getDoctor", "GET", "/doctor", Tag, "Examine the data folder, the store and the server, with the exact fix for what is wrong", Examine)
        {
            Parameters = [Thorough], UsesWorkspace = false, IsStream = true,
            Answer = RestAnswer.Json(ServerJson.Default.CheckListShape, "What was examined."), Problems = [RestProblems.BadParameter],
        },
        new("createBackup", "POST", "/backup", Tag, "Write one verified file with everything in it into the data folder, while others read and write", BackUpAsync)
        {
            Body = RestBody.Json(ServerJson.Default.BackupBody, "Where to write it."), UsesWorkspace = false, IsStream = true,
            Answer = RestAnswer.Json(ServerJson.Default.BackupShape, "The finished backup.", 201),
            Problems = [RestProblems.BadBody, StoreProblems.BadBackup, StoreProblems.Corrupt, StoreProblems.Full],
        },
    ];

    private static async ValueTask<RestReply> StatsAsync(RestCall call)
    {
        var found = await call.WorkspaceToReadAsync();
        if (!found.IsSuccess) { return found.Problem; }
        var (workspace, folder) = (found.Value, call.Memory.Folder);
        var counts = call.Memory.Store.Read(workspace.Id, read => read.Counts());
        return RestReply.Of(
            new StatsShape(
                workspace.Name, counts.Entities, counts.Observations, counts.Relations, counts.OpenConflicts, workspace.HeadSeq, workspace.LogStartSeq,
                TimeText.Instant(workspace.CreatedAtMs)!, Length(folder.DatabasePath), Length(folder.WalPath), call.Memory.Store.State.IsWritable, ProductVersion.Text),
            ServerJson.Default.StatsShape);
    }

    private static ValueTask<RestReply> Registry(RestCall call) =>
        new(RestReply.Of(new RegistryListShape([.. RegistryShapes.Of(call.Host.Endpoints)]), ServerJson.Default.RegistryListShape));

    private static ValueTask<RestReply> Config(RestCall call) => new(RestReply.Of(
        new SettingListShape([.. call.Host.Configuration.Settings.Select(setting => new SettingShape(setting.Key.Name, setting.Value, setting.Origin, setting.Key.IsSecret))]),
        ServerJson.Default.SettingListShape));

    private static ValueTask<RestReply> Examine(RestCall call)
    {
        var thorough = call.Value(Thorough);
        if (call.Problem is { } problem) { return new(problem); }
        Result<MemoryHost> memory = call.Memory;
        var subject = new DoctorSubject(call.Host.Configuration.Options, call.Memory.Folder, memory, Machine.Look(call.Memory.Folder), Surroundings(call.Host));
        CheckShape[] checks = [.. DoctorChecks.All.Items.Where(check => thorough || check.Name != IntegrityCheck).Select(check => Shape(check.Name, check.Run(subject)))];
        return new(RestReply.Of(new CheckListShape(checks, checks.All(check => check.Level != "failed")), ServerJson.Default.CheckListShape));
    }

    private static CheckShape Shape(string name, CheckOutcome outcome) => new(name, outcome.Level.ToString().ToLowerInvariant(), outcome.Detail, outcome.Fix, Mended: null);

    /// <summary>What a check may look at; it has nobody to talk to.</summary>
    private static CliEnvironment Surroundings(RestHost host) => new()
    {
        Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, OpenStreams = () => (Stream.Null, Stream.Null),
        Variables = host.Configuration.Variables, Platform = ProcessEnvironment.Platform, Home = ProcessEnvironment.Home,
        Folder = host.Memory.Folder.Path, Time = host.Time, Terminal = Terminal.None, ListenForStop = () => host.Stopping,
    };

    private static async ValueTask<RestReply> BackUpAsync(RestCall call)
    {
        var body = await call.BodyAsync(ServerJson.Default.BackupBody);
        if (!body.IsSuccess) { return body.Problem; }
        var name = body.Value.Name ?? call.Host.Time.GetUtcNow().ToString("'graphmemory-'yyyyMMdd'T'HHmmss'Z.db'", CultureInfo.InvariantCulture);

        // The server writes where its owner keeps the memory, never where a caller points (CWE-22).
        if (!IsFileName(name)) { return RestProblems.Body("name", "is no plain file name", "use letters, digits, dots, dashes and underscores, not a dot first"); }
        var folder = new DataFolder(Path.Combine(call.Memory.Folder.Path, BackupsFolder));
        folder.Create();
        var report = call.Memory.Backup(Path.Combine(folder.Path, name), progress: null, call.Aborted);
        return report.IsSuccess ? RestReply.Of(BackupShape.Of(report.Value), ServerJson.Default.BackupShape, 201) : report.Problem;
    }

    private static bool IsFileName(string name) =>
        name.Length is > 0 and <= 128 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
