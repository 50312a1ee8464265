namespace GraphMemory.Engine.Telemetry;

/// <summary>The words under which editor events stand in the graph.</summary>
public static class TelemetryVocabulary
{
    /// <summary>The tool of everything that telemetry records; by it the events are told from other facts.</summary>
    public const string Tool = "telemetry";

    public const string SessionType = "session";
    public const string FileType = "file";
    public const string TestType = "test";
    public const string EventType = "event";

    public const string Opened = "opened";
    public const string Saved = "saved";
    public const string Indexed = "indexed";
    public const string Ran = "ran";
    public const string Said = "said";
    public const string Reported = "reported";

    public const string CoEditedWith = "co_edited_with";
    public const string Defines = "defines";
    public const string FailsIn = "fails_in";

    /// <summary>Where the sender's own words are kept with an event.</summary>
    public const string NameField = "event", IdField = "eventId", UserField = "user", OutcomeField = "outcome", DataField = "data";

    /// <summary>The entity that stands for a sitting.</summary>
    public static string SessionName(string? session) => $"session {session ?? "unnamed"}";
}
