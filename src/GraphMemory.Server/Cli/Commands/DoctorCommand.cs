using System.CommandLine;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli.Doctor;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Commands;

/// <param name="Level">"ok", "skipped", "warning" or "failed".</param>
/// <param name="Mended">What was wrong before --fix mended it.</param>
internal sealed record CheckShape(string Name, string Level, string Detail, string? Fix, string? Mended);

internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<bool> _fix = new("--fix") { Description = "Mend what can be mended without risk to what is remembered" };

    public DoctorCommand(CliEnvironment environment) : base(
        environment, "doctor", "Examine the data folder, the store, the server and the clients, and tell the exact fix for what is wrong",
        "graphmemory doctor",
        "graphmemory doctor --fix",
        "graphmemory doctor --data ./memory --json") => Add(_fix);

    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration();
        return Task.FromResult(loaded.IsSuccess ? Examine(run, loaded.Value, run.Value(_fix)) : run.Fail(loaded.Problem));
    }

    private static int Examine(CliRun run, LoadedConfiguration loaded, bool mends)
    {
        var folder = new DataFolder(loaded.Options.Data.Folder);
        var machine = Machine.Look(folder);
        Result<MemoryHost>? memory = File.Exists(folder.DatabasePath)
            ? MemoryHost.Open(loaded.Options, run.Environment.Time)
            : default(Result<MemoryHost>?);
        using var opened = memory is { IsSuccess: true } ? memory.Value.Value : null;
        var subject = new DoctorSubject(loaded.Options, folder, memory, machine, run.Environment);
        var file = loaded.FilePath is null ? "no file; defaults, environment and flags" : loaded.FilePath;
        CheckShape[] shapes =
        [
            Shape("configuration", CheckOutcome.Ok(file), null),
            .. DoctorChecks.All.Items.Select(check => Run(check, subject, mends)),
        ];
        run.Answer(shapes, DoctorJsonContext.Default.CheckShapeArray, output => Print(run, output, shapes));
        return shapes.Any(shape => shape.Level == "failed") ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static CheckShape Run(DoctorCheck check, DoctorSubject subject, bool mends)
    {
        var outcome = check.Run(subject);
        if (!mends || outcome.Mend is null) { return Shape(check.Name, outcome, null); }
        outcome.Mend();
        return Shape(check.Name, check.Run(subject), outcome.Detail);
    }

    private static CheckShape Shape(string name, CheckOutcome outcome, string? mended) =>
        new(name, outcome.Level.ToString().ToLowerInvariant(), outcome.Detail, outcome.Fix, mended);

    private static void Print(CliRun run, TextWriter output, CheckShape[] shapes)
    {
        var style = run.Style;
        foreach (var shape in shapes)
        {
            output.WriteLine($"{Mark(style, shape.Level)} {style.Bold(shape.Name.PadRight(14))} {SafeText.Line(shape.Detail)}");
            if (shape.Mended is not null) { output.WriteLine($"{new string(' ', 22)}{style.Green("Mended:")} {SafeText.Line(shape.Mended)}"); }
            if (shape.Fix is not null) { output.WriteLine($"{new string(' ', 22)}{style.Green("Fix:")} {SafeText.Line(shape.Fix)}"); }
        }
    }

    private static string Mark(TextStyle style, string level) => level switch
    {
        "ok" => style.Green("ok     "),
        "skipped" => style.Dim("skipped"),
        "warning" => style.Yellow("warning"),
        _ => style.Red("failed "),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckShape[]))]
internal sealed partial class DoctorJsonContext : JsonSerializerContext;
