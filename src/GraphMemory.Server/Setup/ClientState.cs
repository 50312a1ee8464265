using GraphMemory.Server.Editing;

namespace GraphMemory.Server.Setup;

internal enum ClientStanding
{
    /// <summary>The client is not used on this machine.</summary>
    NotInstalled,
    NotSetUp,
    SetUp,

    /// <summary>The client starts another binary, or one that is gone.</summary>
    OtherBinary,

    /// <summary>The server is known to the client, but its hooks or rules are missing or old.</summary>
    Incomplete,

    /// <summary>A file of the client cannot be read.</summary>
    Broken,
}

/// <summary>How far a client is set up.</summary>
/// <param name="Command">The program that the client starts; null when it starts none.</param>
/// <param name="Path">The file that matters.</param>
internal sealed record ClientState(ClientStanding Standing, string Path, string? Command, string Detail)
{
    public static ClientState Of(SetupClient client, SetupPlaces places, SetupOptions options)
    {
        var parts = client.Parts(places, options).Select(part => (Part: part, Found: Look(part))).ToList();
        var server = parts[0];
        if (parts.Find(part => part.Found.Fault is not null) is { Found.Fault: { } fault } broken)
        {
            return new(ClientStanding.Broken, broken.Part.Path, null, $"{fault}");
        }

        if (server.Found.State == PartState.Absent)
        {
            return client.IsDetected(places)
                ? new(ClientStanding.NotSetUp, server.Part.Path, null, "not set up")
                : new(ClientStanding.NotInstalled, server.Part.Path, null, "not found on this machine");
        }

        if (server.Found.Command != options.Executable)
        {
            return new(ClientStanding.OtherBinary, server.Part.Path, server.Found.Command, $"starts {server.Found.Command ?? "no program"}");
        }

        return parts.Skip(1).Where(part => part.Found.State != PartState.Current).Select(part => part.Part).FirstOrDefault() is { } lacking
            ? new(ClientStanding.Incomplete, lacking.Path, server.Found.Command, $"its {lacking.Kind.ToString().ToLowerInvariant()} are missing or old")
            : new(ClientStanding.SetUp, server.Part.Path, server.Found.Command, "set up");
    }

    private static PartFinding Look(SetupPart part)
    {
        try
        {
            var (file, fault) = PersonalFile.Read(part.Path);
            return fault is not null ? new(PartState.Absent, null, fault) : file!.Text is { } text ? part.Edit.Look(text) : new(PartState.Absent);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(PartState.Absent, null, new(1, 1, fault.Message));
        }
    }
}
