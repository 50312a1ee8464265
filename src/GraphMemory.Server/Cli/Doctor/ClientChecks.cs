using GraphMemory.Server.Setup;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The clients of this machine: do they start this memory, and do they use it unasked.</summary>
internal static class ClientChecks
{
    public static CheckOutcome Clients(DoctorSubject subject)
    {
        var states = States(subject).ToList();
        if (states.Find(pair => pair.State.Standing == ClientStanding.Broken) is { Client: not null } broken)
        {
            return CheckOutcome.Failed($"{broken.Client.Title} cannot read its file {broken.State.Path}: {broken.State.Detail}", "Mend the file at that place.");
        }

        if (states.Find(pair => pair.State.Standing == ClientStanding.OtherBinary) is { Client: not null } other)
        {
            var isGone = other.State.Command is not { } command || (Path.IsPathRooted(command) && !File.Exists(command));
            var detail = $"{other.Client.Title} starts {other.State.Command ?? "nothing"}{(isGone ? ", which is not there" : $", not {subject.Environment.Executable}")}";
            var fix = $"graphmemory setup {other.Client.Name}";
            return isGone ? CheckOutcome.Failed(detail, fix) : CheckOutcome.Warning(detail, fix);
        }

        var set = states.Where(pair => pair.State.Standing is ClientStanding.SetUp or ClientStanding.Incomplete).Select(pair => pair.Client.Name).ToList();
        return CheckOutcome.Ok(set.Count == 0 ? "none is set up (graphmemory setup lists them)" : string.Join(", ", set));
    }

    /// <summary>Models look into a memory only when something reminds them.</summary>
    public static CheckOutcome Hooks(DoctorSubject subject) =>
        States(subject).FirstOrDefault(pair => pair.State.Standing == ClientStanding.Incomplete) is { Client: not null } incomplete
            ? CheckOutcome.Warning($"{incomplete.Client.Title} has the server, but {incomplete.State.Detail} in {incomplete.State.Path}", $"graphmemory setup {incomplete.Client.Name}")
            : CheckOutcome.Ok("every client that is set up is reminded of its memory");

    private static IEnumerable<(SetupClient Client, ClientState State)> States(DoctorSubject subject)
    {
        var environment = subject.Environment;
        var places = new SetupPlaces(environment.Platform, environment.Home, environment.Variables, Project: null);
        return SetupClients.Create().Items.Select(client => (client, ClientState.Of(client, places, new SetupOptions(environment.Platform, environment.Executable, null, null, null))));
    }
}
