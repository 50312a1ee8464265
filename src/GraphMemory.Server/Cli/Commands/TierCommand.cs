using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class TierCommand : CliCommand
{
    private const string Never = "never";

    private readonly Argument<string> _tier = new("tier") { Description = "core, working or archive" };
    private readonly FactChoice _choice = new();
    private readonly Option<string> _expires = new("--expires") { Description = "When they are closed: a time from now such as 30d, a date, or never", HelpName = "WHEN" };

    public TierCommand(CliEnvironment environment) : base(
        environment, "tier", "Say how near at hand facts or entities are kept, and for how long",
        "graphmemory tier archive \"sprint 12\"",
        "graphmemory tier core --id 42",
        "graphmemory tier working --id 43 --expires 30d --json")
    {
        _tier.AcceptOnlyFromAmong([.. TierNames.All]);
        Add(_tier);
        _choice.AddTo(this);
        Add(_expires);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var expires = Expiry(run);
        if (!expires.IsSuccess) { return Task.FromResult(run.Fail(expires.Problem)); }
        var change = new MarkChange(TierNames.Parse(run.Value(_tier)!), ExpiresAtMs: expires.Value);
        return CareText.MarkAsync(run, _choice, change, $"in {run.Value(_tier)} now");
    }

    /// <summary>An age means time from now here: nothing expires in the past.</summary>
    private Result<long?> Expiry(CliRun run)
    {
        if (run.Value(_expires) is not { } text) { return (long?)null; }
        if (text == Never) { return MarkChange.Never; }
        var nowMs = run.Environment.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var at = run.Instant(_expires);
        if (!at.IsSuccess) { return at.Problem; }
        return TimeText.IsAge(text) ? (2 * nowMs) - at.Value : at.Value;
    }
}
