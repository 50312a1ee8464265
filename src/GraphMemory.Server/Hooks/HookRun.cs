using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Server.Hooks;

/// <summary>
/// One run of <c>graphmemory hook EVENT</c>. It is part of somebody's conversation: whatever goes wrong, it says nothing and ends well, and
/// it never takes longer than its patience. "graphmemory doctor" is where faults are told.
/// </summary>
internal static class HookRun
{
    public const string Command = "hook";

    /// <summary>True when the words are a hook's, which needs nothing of the command line's machinery.</summary>
    public static bool IsMeant(ReadOnlySpan<string> args) => args is [Command, ..] && !args.ContainsAny("--help", "-h", "-?");

    public static int Run(CliEnvironment environment, HookSettings? settings)
    {
        if (settings is null || !HookEvents.Create().TryGet(settings.Event, out var hook)) { return ExitCodes.Done; }
        if (!HookFormats.Create().TryGet(settings.Format ?? HookFormats.Default, out var format)) { return ExitCodes.Done; }
        // A thread that is not waited for any more ends with the process.
        var work = Task.Run(() => Answer(environment, settings, hook));
        var text = work.Wait(settings.TimeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : hook.Patience) ? work.Result : "";
        if (text.Length > 0) { environment.Output.WriteLine(format.Write(hook, text)); }
        return ExitCodes.Done;
    }

    private static string Answer(CliEnvironment environment, HookSettings settings, IHook hook)
    {
        try
        {
            if (HookInput.Read(environment.OpenStreams().Input) is not { } input) { return ""; }
            var folder = Directory.Exists(input.Folder) ? input.Folder : environment.Folder;
            var loaded = ConfigurationLoader.Load(new(environment.DefaultDataFolder, environment.Variables, settings.File, settings.Flags) { Workspace = AutomaticWorkspace.Of(folder) });
            return loaded.IsSuccess ? hook.Run(new HookMemory(loaded.Value.Options, environment.Time), input, settings.BudgetTokens) : "";
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return "";
        }
    }
}
