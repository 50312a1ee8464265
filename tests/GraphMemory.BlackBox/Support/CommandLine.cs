using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

/// <summary>One finished call of the command line.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output) ?? throw new InvalidOperationException($"No JSON in: {Output}");

    public static Task<CommandLine> RunAsync(params string[] arguments) => RunAsync(arguments, environment: null);

    public static async Task<CommandLine> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, string? input = null, string? folder = null)
    {
        using var process = new GraphMemoryProcess(arguments, environment, folder);
        if (input is not null) { await process.Input.WriteAsync(input); }
        process.Input.Close();
        var output = process.Output.ReadToEndAsync();
        var exitCode = await process.ExitAsync();
        return new(exitCode, await output, await process.ErrorAsync());
    }

    /// <summary>Asserts success, and shows what the command said when it did not succeed.</summary>
    public CommandLine Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
