using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Server.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class ParameterSchemaTests
{
    [Fact]
    public void Every_kind_of_parameter_has_its_schema()
    {
        ImmutableArray<AlgorithmParameter> parameters =
        [
            new IntParameter("rounds", "Rounds.", 20, 1, 100), new NumberParameter("damping", "Share.", 0.85, 0, 1), new FlagParameter("exact", "Exact.", true),
            new ChoiceParameter("mode", "Mode.", "fast", "fast", "slow"), new NodesParameter("starts", "Starts.", 1, 2), new WordsParameter("kinds", "Kinds.", 3),
        ];
        var expected = JsonNode.Parse(
            """
            {"type":"object","properties":{
              "rounds":{"type":"integer","minimum":1,"maximum":100,"default":20,"description":"Rounds."},
              "damping":{"type":"number","minimum":0,"maximum":1,"default":0.85,"description":"Share."},
              "exact":{"type":"boolean","default":true,"description":"Exact."},
              "mode":{"type":"string","enum":["fast","slow"],"default":"fast","description":"Mode."},
              "starts":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2,"description":"Starts."},
              "kinds":{"type":"array","items":{"type":"string"},"maxItems":3,"description":"Kinds."}},
             "additionalProperties":false,"required":["starts"]}
            """);
        Assert.Equal(expected!.ToJsonString(), ParameterSchemas.Of(parameters).ToJsonString());
    }
}
