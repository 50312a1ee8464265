using GraphMemory.Engine.Plugins;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The plugins: does each that is wanted work. Those of a running server are asked where they run: <c>GET /api/v1/doctor</c>.</summary>
internal static class PluginChecks
{
    public static CheckOutcome Plugins(DoctorSubject subject) => subject.OnMemory(memory =>
    {
        if (memory.Plugins.Problems.FirstOrDefault() is { } problem) { return CheckOutcome.Warning(problem.Detail, problem.Fields[0].Fix); }
        var failed = memory.Plugins.Registry.All.Where(plugin => plugin.Status.State == PluginState.Failed).ToList();
        if (failed.Count == 0)
        {
            var running = memory.Plugins.Registry.All.Count(plugin => plugin.Status.State == PluginState.Running);
            return CheckOutcome.Ok(running == 0 ? "none is enabled" : $"{running} enabled");
        }

        var (name, reason) = (failed[0].Descriptor.Name, failed[0].Status.Reason);
        return CheckOutcome.Warning(
            failed.Count == 1 ? $"{name} is not called: {reason}" : $"{string.Join(", ", failed.Select(plugin => plugin.Descriptor.Name))} are not called; {name}: {reason}",
            $"Mend it and run: graphmemory plugins validate {name}; or graphmemory plugins disable {name}");
    });
}
