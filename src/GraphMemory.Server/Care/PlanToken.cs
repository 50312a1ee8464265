using System.Globalization;
using GraphMemory.Engine.Care;

namespace GraphMemory.Server.Care;

/// <summary>
/// A plan as a person passes it on: its id and, where the rule speaks of an age, the instant that this meant when the plan was shown. So that
/// "older than 90 days" means the same days when it is done.
/// </summary>
internal sealed record PlanToken(string PlanId, long? RecordedBeforeMs)
{
    public static PlanToken Of(ForgetPlan plan) => new(plan.Id, plan.Rule.RecordedBeforeMs);

    /// <summary>Null when the text is no token.</summary>
    public static PlanToken? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 2 || parts[0].Length != 16 || !parts[0].All(char.IsAsciiHexDigitLower)) { return null; }
        if (parts.Length == 1) { return new PlanToken(parts[0], null); }
        return long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var atMs) ? new PlanToken(parts[0], atMs) : null;
    }

    /// <summary>The rule with the instant that the plan was made for.</summary>
    public ForgetRule For(ForgetRule rule) => rule.RecordedBeforeMs is null ? rule : rule with { RecordedBeforeMs = RecordedBeforeMs ?? rule.RecordedBeforeMs };

    public override string ToString() => RecordedBeforeMs is { } atMs ? $"{PlanId}-{atMs.ToString("x", CultureInfo.InvariantCulture)}" : PlanId;
}
