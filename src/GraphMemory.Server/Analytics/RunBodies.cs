using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Rest;
using GraphMemory.Server.Retrieval;

namespace GraphMemory.Server.Analytics;

/// <summary>Which part of the workspace the algorithm is to see; what is left out does not restrict.</summary>
internal sealed record FilterBody
{
    public string[]? Types { get; set; }
    public string[]? Tags { get; set; }
    /// <summary>Names of entities.</summary>
    public string[]? Names { get; set; }
    public string[]? RelationTypes { get; set; }
    public WireTime? Since { get; set; }
    public WireTime? Until { get; set; }
    public WireTime? AsOf { get; set; }
    /// <summary>The state at this position of the log.</summary>
    public long? AsOfSeq { get; set; }

    public GraphFilter ToFilter() => new()
    {
        Types = [.. Types ?? []], Tags = [.. Tags ?? []], Names = [.. Names ?? []], RelationTypes = [.. RelationTypes ?? []],
        SinceMs = Since?.Ms, UntilMs = Until?.Ms, AsOfMs = AsOf?.Ms, AsOfSeq = AsOfSeq,
    };
}

/// <summary>One run.</summary>
internal sealed record RunBody
{
    /// <summary>May be left out where the path says what kind is wanted.</summary>
    public string? Algorithm { get; set; }
    /// <summary>As the schema of the algorithm says.</summary>
    public Dictionary<string, JsonElement>? Parameters { get; set; }
    public FilterBody? Filter { get; set; }
    /// <summary>False forgets which way relations point.</summary>
    public bool? Directed { get; set; }
    /// <summary>When left out, weights count if some relation has another weight than 1.</summary>
    public bool? Weighted { get; set; }
    public int? TimeoutMs { get; set; }
    /// <summary>Rows of each list.</summary>
    public int? Top { get; set; }
    /// <summary>False answers at once with the id of a run in the background.</summary>
    public bool? Wait { get; set; }

    public const int TopDefault = 20;

    public int Rows => Top ?? TopDefault;

    public Result<RunRequest> ToRequest(long workspaceId, string algorithm)
    {
        FieldProblem[] faults =
        [
            .. Top is < 0 or > RunReport.RowsMax ? [new FieldProblem("top", "is out of its range", $"give a whole number from 0 to {RunReport.RowsMax}")] : (FieldProblem[])[],
            .. TimeoutMs is < 1 ? [new FieldProblem("timeoutMs", "is out of its range", "give a whole number above 0")] : (FieldProblem[])[],
            .. (Parameters ?? []).Where(pair => RunArguments.Texts(pair.Value).IsDefault)
                .Select(pair => new FieldProblem($"parameters.{pair.Key}", "is neither a value nor a list of values", "give a number, a text, true or false, or a list of texts")),
        ];
        if (faults.Length > 0) { return RestProblems.BadBody.With($"{string.Join(", ", faults.Select(fault => $"{fault.Field} {fault.Error}"))}.", faults); }
        return new RunRequest
        {
            WorkspaceId = workspaceId, Algorithm = algorithm, Filter = Filter?.ToFilter() ?? GraphFilter.None, IsDirected = Directed ?? true, IsWeighted = Weighted,
            Parameters = RunArguments.Of(Parameters ?? []), Timeout = TimeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        };
    }
}

/// <summary>Parameters in JSON, as the texts that every door hands on.</summary>
internal static class RunArguments
{
    public static Dictionary<string, ImmutableArray<string>> Of(IEnumerable<KeyValuePair<string, JsonElement>> parameters) =>
        parameters.ToDictionary(pair => pair.Key, pair => Texts(pair.Value), StringComparer.Ordinal);

    /// <summary>Default when it is no value and no list of values.</summary>
    public static ImmutableArray<string> Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) { return Text(value) is { } single ? [single] : default; }
        var texts = value.EnumerateArray().Select(Text).ToList();
        return texts.Contains(null) ? default : [.. texts.Select(text => text!)];
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunBody))]
internal sealed partial class RunBodyJson : JsonSerializerContext;
