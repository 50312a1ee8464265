using System.Text.Json.Serialization;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Rest;
using GraphMemory.Server.Retrieval;

namespace GraphMemory.Server.Care;

internal sealed record EntityPairBody(string From, string Into);

internal sealed record UnmergeBody(string Name);

/// <summary>A mark for facts and entities. What is left out stays as it is.</summary>
internal sealed record MarkBody
{
    public long[]? FactIds { get; set; }
    public string[]? EntityNames { get; set; }
    public Tier? Tier { get; set; }
    public bool? Pinned { get; set; }
    public WireTime? ExpiresAt { get; set; }
    /// <summary>Takes the expiry away.</summary>
    public bool? NeverExpires { get; set; }

    public SetMarks ToCommand() => new(
        FactIds ?? [], EntityNames ?? [], new MarkChange(Tier, Pinned, NeverExpires == true ? MarkChange.Never : ExpiresAt?.Ms));
}

/// <summary>Which facts are to be closed: those that meet every condition given.</summary>
internal sealed record ForgetRuleBody
{
    private const long DayMs = 86_400_000;

    public WireTime? RecordedBefore { get; set; }
    /// <summary>An age instead of an instant.</summary>
    public int? OlderThanDays { get; set; }
    public Tier? Tier { get; set; }
    public string[]? Tags { get; set; }
    public string[]? Types { get; set; }
    public float? BelowConfidence { get; set; }

    public ForgetRule ToRule(long nowMs) => new()
    {
        RecordedBeforeMs = RecordedBefore?.Ms ?? (OlderThanDays is { } days ? nowMs - (days * DayMs) : null),
        Tier = Tier, Tags = Tags is null ? [] : [.. Tags], Types = Types is null ? [] : [.. Types], BelowConfidence = BelowConfidence,
    };
}

/// <param name="Rule">The rule as it was when the plan was made.</param>
/// <param name="Plan">What the planning answered.</param>
internal sealed record ForgetPlanBody(ForgetRuleBody Rule, string Plan);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireTierConverter)])]
[JsonSerializable(typeof(EntityPairBody))]
[JsonSerializable(typeof(UnmergeBody))]
[JsonSerializable(typeof(MarkBody))]
[JsonSerializable(typeof(ForgetRuleBody))]
[JsonSerializable(typeof(ForgetPlanBody))]
internal sealed partial class CareBodyJson : JsonSerializerContext;
