using System.Collections.Immutable;

namespace GraphMemory.Engine.Telemetry;

public enum TelemetryKind
{
    FileOpen,
    FileSave,
    SymbolIndex,
    TestRun,
    UserChat,
    Custom,
}

/// <summary>Something that happened in an editor.</summary>
/// <param name="Name">Type as the sender calls it, such as "file_open"; a type of the sender's own is <see cref="TelemetryKind.Custom"/>.</param>
/// <param name="AtMs">When it happened, Unix milliseconds.</param>
/// <param name="Id">The sender's own id; the same one twice is the same event. Null when it has none.</param>
/// <param name="Session">The sitting it belongs to; null when the sender knows none.</param>
/// <param name="File">Path of the file it is about.</param>
/// <param name="Symbols">What an indexed file defines.</param>
/// <param name="Test">Name of the test that ran.</param>
/// <param name="Outcome">What came of it, for example "passed" or "failed".</param>
/// <param name="Files">Further files it is about: those that a failing test names.</param>
/// <param name="Text">What was said, or the message of a failure.</param>
/// <param name="Data">Everything the sender sent along, as it sent it; empty when nothing.</param>
public sealed record TelemetryEvent(
    TelemetryKind Kind, string Name, long AtMs, string? Id, string? Session, string? User, string? File, ImmutableArray<TelemetrySymbol> Symbols,
    string? Test, string? Outcome, ImmutableArray<string> Files, string? Text, string Data)
{
    public bool HasFailed => Outcome is "failed" or "fail" or "failure" or "error";
}

/// <param name="Type">For example "class" or "function".</param>
public sealed record TelemetrySymbol(string Name, string Type);

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">Events recorded.</param>
/// <param name="Duplicates">Events whose id was recorded before.</param>
/// <param name="Links">Relations that the memory learnt from them.</param>
public sealed record TelemetryReceipt(int Accepted, int Duplicates, int Links);

/// <summary>An event as it is kept.</summary>
public sealed record KeptEvent(
    long FactId, string Name, long AtMs, string? Id, string? Session, string? User, string Subject, string Relation, string Object, string? Data, long RecordedAtMs);
