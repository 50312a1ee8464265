namespace GraphMemory.Server.Cli.Commands;

/// <summary>What <c>graphmemory setup CLIENT</c> tells a person.</summary>
internal static class SetupText
{
    public static void Print(CliRun run, TextWriter output, ClientSetupShape[] clients, bool isDry)
    {
        if (clients.Length == 0) { run.Say("No client was found on this machine. \"graphmemory setup\" lists those that are known."); }
        foreach (var client in clients)
        {
            foreach (var file in client.Files.Where(file => file.Diff is not null)) { output.Write(SafeText.Block(file.Diff!)); }
            if (isDry) { continue; }
            output.WriteLine(run.Style.Bold(client.Title));
            var table = new TextTable(new("", Paint: run.Style.Green), new(""), new("", IsFlexible: true));
            foreach (var file in client.Files) { table.Add($"  {file.Action}", file.Part, file.Path); }
            table.Write(output, run.Style, run.OutputWidth);
            foreach (var file in client.Files.Where(file => file.Backup is not null)) { run.Say($"  the earlier text is in {file.Backup}"); }
            if (client.Files.Any(file => file.Action is not ("unchanged" or "kept"))) { run.Say($"  restart {client.Title} to use it"); }
        }

        if (isDry && clients.All(client => client.Files.All(file => file.Diff is null))) { run.Say("Nothing would change."); }
    }
}
