using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>Prompts that the suite gets by name.</summary>
internal static class FixturePrompts
{
    public static ImmutableArray<Prompt> All { get; } =
    [
        new() { Name = "test_simple_prompt", Description = "One message" },
        new() { Name = "test_prompt_with_arguments", Description = "Repeats its arguments", Arguments = [Argument("arg1"), Argument("arg2")] },
        new() { Name = "test_prompt_with_embedded_resource", Description = "Holds a resource", Arguments = [Argument("resourceUri")] },
        new() { Name = "test_prompt_with_image", Description = "Holds an image" },
        new() { Name = "test_input_required_result_prompt", Description = "Asks for a context first" },
    ];

    public static GetPromptResult? Get(RequestContext<GetPromptRequestParams> request) => request.Params.Name switch
    {
        "test_simple_prompt" => Saying(FixtureContent.Text("This is a simple prompt for testing.")),
        "test_prompt_with_arguments" => Saying(FixtureContent.Text($"Prompt with arguments: arg1='{Value(request, "arg1")}', arg2='{Value(request, "arg2")}'")),
        "test_prompt_with_embedded_resource" => Saying(
            FixtureContent.Resource(Value(request, "resourceUri"), "text/plain", "Embedded resource content for testing."),
            FixtureContent.Text("Please process the embedded resource above.")),
        "test_prompt_with_image" => Saying(FixtureContent.Image(), FixtureContent.Text("Please analyze the image above.")),
        "test_input_required_result_prompt" => FixtureQuestions.Prompt(request),
        _ => null,
    };

    private static GetPromptResult Saying(params ContentBlock[] content) =>
        new() { Messages = [.. content.Select(block => new PromptMessage { Role = Role.User, Content = block })] };

    private static PromptArgument Argument(string name) => new() { Name = name, Description = "Text", Required = true };

    private static string Value(RequestContext<GetPromptRequestParams> request, string name) =>
        request.Params.Arguments?.TryGetValue(name, out var value) == true && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
