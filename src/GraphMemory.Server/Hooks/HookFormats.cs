using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Hooks;

/// <summary>How a client wants to be given a text for its assistant.</summary>
internal sealed record HookFormat(string Name, Func<IHook, string, string> Write) : INamed;

internal static class HookFormats
{
    public const string Default = "claude";

    public static Registry<HookFormat> Create() => new("hook formats",
    [
        // https://code.claude.com/docs/en/hooks
        new(Default, (hook, text) => JsonSerializer.Serialize(new ClaudeHookShape(new(hook.ClientEvent, text)), HookJsonContext.Default.ClaudeHookShape)),
        // https://cursor.com/docs/agent/hooks
        new("cursor", (_, text) => JsonSerializer.Serialize(new CursorHookShape(text), HookJsonContext.Default.CursorHookShape)),
        new("text", (_, text) => text.TrimEnd()),
    ]);
}

internal sealed record ClaudeHookShape(ClaudeHookOutput HookSpecificOutput);

internal sealed record ClaudeHookOutput(string HookEventName, string AdditionalContext);

internal sealed record CursorHookShape([property: JsonPropertyName("additional_context")] string AdditionalContext);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClaudeHookShape))]
[JsonSerializable(typeof(CursorHookShape))]
internal sealed partial class HookJsonContext : JsonSerializerContext;
