#pragma warning disable MCP9005 // The suite still asks for logging, sampling and roots, which 2026-07-28 has deprecated.

using System.Collections.Frozen;
using System.Collections.Immutable;
using GraphMemory.Server.Mcp.Elicitation;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Conformance;

/// <summary>
/// What the official conformance suite asks of a server beside its own: tools, resources and prompts of given names. They come on top of the
/// real ones, so that the suite sees the real lists, caching hints, errors and transports. Only <c>serve --conformance</c> has it.
/// </summary>
internal sealed class ConformanceFixture
{
    private readonly ImmutableArray<FixtureTool> _tools;
    private readonly FrozenDictionary<string, FixtureTool> _byName;

    public ConformanceFixture(RequestSeal seal, TimeProvider time)
    {
        _tools = [.. new FixtureTools(time).All, .. new FixtureQuestions(seal).All];
        _byName = _tools.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);
    }

    public void AddTo(McpServerOptions options)
    {
        options.Capabilities!.Logging = new LoggingCapability();
        var handlers = options.Handlers;
        handlers.SetLoggingLevelHandler = (_, _) => ValueTask.FromResult(new EmptyResult());
        AddTools(handlers);
        AddResources(handlers);
        AddPrompts(handlers);
    }

    private void AddTools(McpServerHandlers handlers)
    {
        var (list, call) = (handlers.ListToolsHandler!, handlers.CallToolHandler!);
        handlers.ListToolsHandler = async (request, token) =>
        {
            var result = await list(request, token);
            if (result.NextCursor is null) { result.Tools = [.. result.Tools, .. _tools.Select(tool => tool.ToTool())]; }
            return result;
        };
        handlers.CallToolHandler = (request, token) =>
            _byName.TryGetValue(request.Params.Name, out var tool) ? tool.Call(request, token) : call(request, token);
    }

    private static void AddResources(McpServerHandlers handlers)
    {
        var (list, templates, read) = (handlers.ListResourcesHandler!, handlers.ListResourceTemplatesHandler!, handlers.ReadResourceHandler!);
        var (subscribe, unsubscribe) = (handlers.SubscribeToResourcesHandler!, handlers.UnsubscribeFromResourcesHandler!);
        handlers.ListResourcesHandler = async (request, token) =>
        {
            var result = await list(request, token);
            if (result.NextCursor is null) { result.Resources = [.. result.Resources, .. FixtureResources.All]; }
            return result;
        };
        handlers.ListResourceTemplatesHandler = async (request, token) =>
        {
            var result = await templates(request, token);
            result.ResourceTemplates = [.. result.ResourceTemplates, FixtureResources.Template];
            return result;
        };
        handlers.ReadResourceHandler = (request, token) => FixtureResources.Read(request.Params.Uri) is { } contents
            ? ValueTask.FromResult(new ReadResourceResult { Contents = [contents], TimeToLive = TimeSpan.FromHours(1), CacheScope = CacheScope.Public })
            : read(request, token);
        handlers.SubscribeToResourcesHandler = (request, token) =>
            FixtureResources.Holds(request.Params.Uri) ? ValueTask.FromResult(new EmptyResult()) : subscribe(request, token);
        handlers.UnsubscribeFromResourcesHandler = (request, token) =>
            FixtureResources.Holds(request.Params.Uri) ? ValueTask.FromResult(new EmptyResult()) : unsubscribe(request, token);
    }

    private static void AddPrompts(McpServerHandlers handlers)
    {
        var (list, get, complete) = (handlers.ListPromptsHandler!, handlers.GetPromptHandler!, handlers.CompleteHandler!);
        handlers.ListPromptsHandler = async (request, token) =>
        {
            var result = await list(request, token);
            result.Prompts = [.. result.Prompts, .. FixturePrompts.All];
            return result;
        };
        handlers.GetPromptHandler = (request, token) => FixturePrompts.Get(request) is { } prompt ? ValueTask.FromResult(prompt) : get(request, token);
        handlers.CompleteHandler = (request, token) => request.Params.Ref is PromptReference prompt && FixturePrompts.All.Any(known => known.Name == prompt.Name)
            ? ValueTask.FromResult(Completions(request.Params.Argument.Value))
            : complete(request, token);
    }

    private static CompleteResult Completions(string beginning)
    {
        string[] values = [.. ((string[])["paris", "park", "party", "testValue1", "testValue2"]).Where(value => value.StartsWith(beginning, StringComparison.Ordinal))];
        return new CompleteResult { Completion = new Completion { Values = values, Total = values.Length, HasMore = false } };
    }
}
