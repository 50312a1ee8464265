using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>One thing that can be wrong, and how to find out.</summary>
/// <param name="Finds">What is wrong when it speaks up.</param>
internal sealed record DoctorCheck(string Name, string Finds, Func<DoctorSubject, CheckOutcome> Run) : INamed;

/// <summary>What is examined.</summary>
/// <param name="Memory">Null when nothing is stored yet.</param>
internal sealed record DoctorSubject(GraphMemoryOptions Options, DataFolder Folder, Result<MemoryHost>? Memory, Machine Machine, CliEnvironment Environment)
{
    public TimeProvider Time => Environment.Time;

    /// <summary>Runs a check that needs an open store.</summary>
    public CheckOutcome OnMemory(Func<MemoryHost, CheckOutcome> check) => Memory switch
    {
        null => CheckOutcome.Skipped("nothing is stored yet"),
        { IsSuccess: false } => CheckOutcome.Skipped("the store does not open"),
        { } opened => check(opened.Value),
    };
}

internal enum CheckLevel
{
    Ok,
    Skipped,
    Warning,
    Failed,
}

/// <param name="Fix">The command or step that mends it; null when nothing is wrong.</param>
internal sealed record CheckOutcome(CheckLevel Level, string Detail, string? Fix)
{
    /// <summary>Mends it without risk to what is remembered; null when a person has to decide.</summary>
    public Action? Mend { get; init; }

    public static CheckOutcome Ok(string detail) => new(CheckLevel.Ok, detail, null);

    public static CheckOutcome Skipped(string detail) => new(CheckLevel.Skipped, detail, null);

    public static CheckOutcome Warning(string detail, string fix, Action? mend = null) => new(CheckLevel.Warning, detail, fix) { Mend = mend };

    public static CheckOutcome Failed(string detail, string fix) => new(CheckLevel.Failed, detail, fix);
}
