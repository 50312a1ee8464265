#pragma warning disable MCP9005 // The suite still asks for logging, sampling and roots, which 2026-07-28 has deprecated.

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GraphMemory.Server.Mcp.Elicitation;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>
/// Tools and a prompt that ask the client something first. They only know 2026-07-28's way, a result that names what is needed; for a client
/// of 2025-11-25 the SDK sends the same questions as requests of its own.
/// </summary>
internal sealed class FixtureQuestions(RequestSeal seal)
{
    private const string NameKey = "user_name";
    private const string RootsKey = "client_roots";

    private static readonly InputRequest AskName = Form("What is your name?", """{"name":{"type":"string"}}""", "name");

    private static readonly InputRequest AskConsent = Form("Please confirm", """{"ok":{"type":"boolean"}}""", "ok");

    private static readonly InputRequest AskRoots = InputRequest.ForRootsList(new ListRootsRequestParams());

    private const string Defaults = """
        {"name":{"type":"string","default":"John Doe"},"age":{"type":"integer","default":30},"score":{"type":"number","default":95.5},
         "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},"verified":{"type":"boolean","default":true}}
        """;

    private const string Choices = """
        {"untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
         "titledSingle":{"type":"string","oneOf":[{"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},{"const":"value3","title":"Third Option"}]},
         "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],"enumNames":["Option One","Option Two","Option Three"]},
         "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
         "titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},{"const":"value3","title":"Third Choice"}]}}}
        """;

    public ImmutableArray<FixtureTool> All =>
    [
        new("test_elicitation", "Asks for a name and an address", Once(request => Asking("answer", Form(
            Argument(request, "message"), """{"username":{"type":"string","description":"User's response"},"email":{"type":"string","description":"User's email address"}}""",
            "username", "email")), "User response"), Needing("message")),
        new("test_sampling", "Asks the client's model", Once(request => Asking("answer", Sample(Argument(request, "prompt"), 100)), "LLM response"), Needing("prompt")),
        new("test_elicitation_sep1034_defaults", "Asks with default values", Once(_ => Asking("answer", Form("Please check", Defaults)), "Elicitation completed")),
        new("test_elicitation_sep1330_enums", "Asks for choices", Once(_ => Asking("answer", Form("Please choose", Choices)), "Elicitation completed")),
        new("test_input_required_result_elicitation", "Asks for a name", Once(_ => Asking(NameKey, AskName), "Hello")),
        new("test_input_required_result_sampling", "Asks the client's model",
            Once(_ => Asking("capital_question", Sample("What is the capital of France?", 100)), "Sampled")),
        new("test_input_required_result_list_roots", "Asks for the roots", Once(_ => Asking(RootsKey, AskRoots), "Roots")),
        new("test_input_required_result_request_state", "Gives the client a state to carry", Sealed("confirm", AskConsent)),
        new("test_input_required_result_tampered_state", "Refuses a state that was altered", Sealed("confirm", AskConsent)),
        new("test_input_required_result_multiple_inputs", "Asks three things at once", Once(_ => new Dictionary<string, InputRequest>
        {
            [NameKey] = AskName, ["greeting"] = Sample("Generate a greeting", 50), [RootsKey] = AskRoots,
        }, "All", State("three"))),
        new("test_input_required_result_multi_round", "Asks twice", MultiRoundAsync),
        new("test_input_required_result_capabilities", "Asks only what the client can answer", Once(OfCapabilities, "Answered")),
    ];

    public static GetPromptResult Prompt(RequestContext<GetPromptRequestParams> request)
    {
        var answers = Answers(request.Params, Asking("user_context", Form("What context should the prompt use?", """{"context":{"type":"string"}}""", "context")), null);
        return new GetPromptResult { Messages = [new PromptMessage { Role = Role.User, Content = FixtureContent.Text($"Use this context: {answers}") }] };
    }

    private static Dictionary<string, InputRequest> OfCapabilities(RequestContext<CallToolRequestParams> request)
    {
        var (can, questions) = (request.Server.ClientCapabilities, new Dictionary<string, InputRequest>());
        if (can?.Sampling is not null) { questions["greeting"] = Sample("Generate a greeting", 50); }
        if (can?.Elicitation is not null) { questions[NameKey] = AskName; }
        if (can?.Roots is not null) { questions[RootsKey] = AskRoots; }
        return questions;
    }

    private static FixtureCall Once(Func<RequestContext<CallToolRequestParams>, Dictionary<string, InputRequest>> ask, string said, Func<string>? state = null) =>
        (request, _) => ValueTask.FromResult(FixtureTool.Said($"{said}: {Answers(request.Params, ask(request), state)}"));

    private FixtureCall Sealed(string key, InputRequest question) => (request, _) =>
    {
        if (request.Params.RequestState is { } state && Opened(state) != "asked") { throw Altered(); }
        var answers = Answers(request.Params, Asking(key, question), State("asked"));
        return ValueTask.FromResult(FixtureTool.Said($"state-ok: {answers}"));
    };

    private ValueTask<CallToolResult> MultiRoundAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var round = request.Params.RequestState is { } state ? Opened(state) ?? throw Altered() : "";
        return round switch
        {
            "" => throw new InputRequiredException(Asking("step1", Form("Step 1: What is your name?", """{"name":{"type":"string"}}""", "name")), State("1")()),
            "1" => throw new InputRequiredException(Asking("step2", Form("Step 2: What is your favorite color?", """{"color":{"type":"string"}}""", "color")), State("2")()),
            _ => ValueTask.FromResult(FixtureTool.Said("both steps are done")),
        };
    }

    /// <summary>What the client answered; asks when an answer is missing. Keys that nobody asked for are ignored.</summary>
    private static string Answers(RequestParams parameters, Dictionary<string, InputRequest> questions, Func<string>? state)
    {
        var given = parameters.InputResponses;
        if (given is null || questions.Keys.Any(key => !given.TryGetValue(key, out var answer) || answer.RawValue.ValueKind != JsonValueKind.Object))
        {
            throw new InputRequiredException(questions, state?.Invoke());
        }

        return string.Join(' ', questions.Keys.Select(key => given[key].RawValue.GetRawText()));
    }

    private Func<string> State(string content) => () => seal.Close(Encoding.UTF8.GetBytes(content));

    private string? Opened(string state) => seal.Open(state) is { } content ? Encoding.UTF8.GetString(content) : null;

    private static McpProtocolException Altered() => new("requestState is not what this server gave out.", McpErrorCode.InvalidParams);

    private static Dictionary<string, InputRequest> Asking(string key, InputRequest question) => new() { [key] = question };

    private static InputRequest Form(string message, string properties, params string[] required) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = message,
        RequestedSchema = ElicitationForm.Of(properties, required),
    });

    private static InputRequest Sample(string prompt, int maxTokens) => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        MaxTokens = maxTokens,
        Messages = [new SamplingMessage { Role = Role.User, Content = [FixtureContent.Text(prompt)] }],
    });

    private static string Needing(string argument) =>
        $$"""{"type":"object","properties":{"{{argument}}":{"type":"string"} },"required":["{{argument}}"]}""";

    private static string Argument(RequestContext<CallToolRequestParams> request, string name) =>
        request.Params.Arguments?.TryGetValue(name, out var value) == true && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new McpProtocolException($"The argument {name} is missing.", McpErrorCode.InvalidParams);
}
