using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli.Doctor;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Commands;

/// <param name="Level">"ok", "skipped", "warning" or "failed".</param>
internal sealed record CheckShape(string Name, string Level, string Detail, string? Fix);

internal sealed class DoctorCommand(CliEnvironment environment) : CliCommand(
    environment, "doctor", "Examine the data folder, the store and the server, and tell the exact fix for what is wrong",
    "graphmemory doctor",
    "graphmemory doctor --data ./memory --json")
{
    protected override Task<int> RunAsync(CliRun run)
    {
        var loaded = run.Configuration();
        return Task.FromResult(loaded.IsSuccess ? Examine(run, loaded.Value) : run.Fail(loaded.Problem));
    }

    private static int Examine(CliRun run, LoadedConfiguration loaded)
    {
        var folder = new DataFolder(loaded.Options.Data.Folder);
        Result<MemoryHost>? memory = File.Exists(folder.DatabasePath) 
            ? MemoryHost.Open(loaded.Options, run.Environment.Time)
            : default(Result<MemoryHost>?);
        using var opened = memory is { IsSuccess: true } ? memory.Value.Value : null;
        var subject = new DoctorSubject(loaded.Options, folder, memory, run.Environment.Time);
        var file = loaded.FilePath is null ? "no file; defaults, environment and flags" : loaded.FilePath;
        CheckShape[] shapes =
        [
            Shape("configuration", CheckOutcome.Ok(file)),
            .. DoctorChecks.All.Items.Select(check => Shape(check.Name, check.Run(subject))),
        ];
        run.Answer(shapes, DoctorJsonContext.Default.CheckShapeArray, output => Print(run, output, shapes));
        return shapes.Any(shape => shape.Level == "failed") ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static CheckShape Shape(string name, CheckOutcome outcome) => new(name, outcome.Level.ToString().ToLowerInvariant(), outcome.Detail, outcome.Fix);

    private static void Print(CliRun run, TextWriter output, CheckShape[] shapes)
    {
        var style = run.Style;
        foreach (var shape in shapes)
        {
            output.WriteLine($"{Mark(style, shape.Level)} {style.Bold(shape.Name.PadRight(14))} {SafeText.Line(shape.Detail)}");
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
