namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The embedding provider: does it make vectors.</summary>
internal static class VectorChecks
{
    public static CheckOutcome Provider(DoctorSubject subject) => subject.OnMemory(memory =>
    {
        if (!memory.Vectors.IsOn) { return CheckOutcome.Ok("no provider; text and graph answer"); }
        var probe = memory.Vectors.Probe();
        return probe.IsSuccess
            ? CheckOutcome.Ok($"{subject.Options.Vectors.Provider} makes vectors of {probe.Value} numbers")
            : CheckOutcome.Warning(
                $"{probe.Problem.Code.Name}: {probe.Problem.Detail}", probe.Problem.Fields is [{ } field, ..] ? $"{field.Field}: {field.Fix}" : "Check vectors.* in graphmemory config show; until then text and graph answer.");
    });
}
