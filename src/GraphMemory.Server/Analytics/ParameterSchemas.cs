using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Analytics.Parameters;

namespace GraphMemory.Server.Analytics;

/// <summary>The parameters of an algorithm as JSON Schema, made from the same objects that check their values.</summary>
internal static class ParameterSchemas
{
    public static JsonObject Of(ImmutableArray<AlgorithmParameter> parameters)
    {
        var properties = new JsonObject();
        foreach (var parameter in parameters) { properties[parameter.Name] = Of(parameter); }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        JsonNode[] required = [.. parameters.OfType<NodesParameter>().Where(parameter => parameter.CountMin > 0).Select(parameter => (JsonNode)parameter.Name)];
        if (required.Length > 0) { schema["required"] = new JsonArray(required); }
        return schema;
    }

    private static JsonObject Of(AlgorithmParameter parameter)
    {
        JsonObject schema = parameter switch
        {
            IntParameter number => new() { ["type"] = "integer", ["minimum"] = number.Min, ["maximum"] = number.Max, ["default"] = number.Default },
            NumberParameter number => new() { ["type"] = "number", ["minimum"] = number.Min, ["maximum"] = number.Max, ["default"] = number.Default },
            FlagParameter flag => new() { ["type"] = "boolean", ["default"] = flag.Default },
            ChoiceParameter choice => new() { ["type"] = "string", ["enum"] = new JsonArray([.. choice.Choices.Select(word => (JsonNode)word)]), ["default"] = choice.Default },
            NodesParameter nodes => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["minItems"] = nodes.CountMin, ["maxItems"] = nodes.CountMax },
            WordsParameter words => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["maxItems"] = words.CountMax },
            _ => throw new InvalidOperationException($"No schema of {parameter.GetType().Name}."),
        };
        schema["description"] = parameter.Summary;
        return schema;
    }
}
