using System.Collections.Immutable;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Registries;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp.Prompts;

/// <summary>A prompt that a person picks in the client; its messages carry what the memory knows.</summary>
/// <param name="FillAsync">Makes the text from the arguments.</param>
internal sealed record MemoryPrompt(string Name, string Title, string Text, ImmutableArray<MemoryPromptArgument> Arguments, Func<PromptCall, Task<string>> FillAsync) : INamed
{
    public Prompt ToPrompt() => new()
    {
        Name = Name,
        Title = Title,
        Description = Text,
        Arguments = [.. Arguments.Select(argument => new PromptArgument { Name = argument.Name, Description = argument.Text, Required = argument.IsRequired })],
    };
}

/// <param name="Words">What completes it; null when only the person knows.</param>
internal sealed record MemoryPromptArgument(string Name, string Text, bool IsRequired, WordKind? Words);
